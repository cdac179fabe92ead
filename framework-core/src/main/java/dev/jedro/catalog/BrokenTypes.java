package dev.jedro.catalog;

import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Dataset types are other people's code: what is wrong with their classes is told as theirs, not as a mistake of a node or of Jedro. */
final class BrokenTypes {
    private static final String MEND = "mend the class, or tell those who made it";

    private BrokenTypes() {}

    /** What a type answers, or that it cannot. */
    static Optional<Problem> told(BoundDataset dataset, Place place, Supplier<Optional<Problem>> question) {
        try {
            return question.get();
        } catch (JedroException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            Cause cause = Cause.of(e);
            DatasetDefinition definition = dataset.definition();
            Problem problem = Problem.error(
                            CatalogCode.BROKEN_TYPE,
                            definition.subject() + " cannot be checked: its type failed, " + cause.text())
                    .at(place)
                    .at(definition.place());
            return Optional.of(cause.at(problem).fix(MEND));
        }
    }

    /** That a type has given what it had said it would not. */
    static Problem gave(Failures failures, @Nullable Object value, Type wanted) {
        return failures.problem(
                        CatalogCode.BROKEN_TYPE,
                        "was to be loaded as " + TypeText.of(wanted) + ", but its type gave "
                                + (value == null ? "null" : "a " + TypeText.of(value.getClass())))
                .fix(MEND);
    }
}
