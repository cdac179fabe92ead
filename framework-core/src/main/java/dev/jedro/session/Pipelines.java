package dev.jedro.session;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The project's pipelines, each made once, when it is first asked for. Thread-safe. */
final class Pipelines {
    private final Map<String, Object> registered;
    private final Wiring wiring;
    private final Map<String, Pipeline> made = new HashMap<>();
    /** By the line that threw: Java tells every later user of a class only that it could not be initialized. */
    private final Map<Place, JedroException> notInitialized = new HashMap<>();

    Pipelines(Map<String, Object> registered, Wiring wiring) {
        this.registered = registered;
        this.wiring = wiring;
    }

    /** All names, {@code __default__} included. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(registered.keySet());
        names.add(RunRequest.DEFAULT_PIPELINE);
        return names;
    }

    /** The union of some pipelines. */
    Pipeline union(List<String> names) {
        List<Problem> unknown = names.stream()
                .filter(name -> !names().contains(name))
                .map(this::unknown)
                .toList();
        if (!unknown.isEmpty()) {
            throw new JedroException(unknown);
        }
        Pipeline union = get(names.get(0));
        for (String name : names.subList(1, names.size())) {
            union = union.plus(get(name));
        }
        return union;
    }

    synchronized Pipeline get(String name) {
        Pipeline known = made.get(name);
        if (known == null) {
            known = registered.containsKey(name) ? make(name) : sum();
            made.put(name, known);
        }
        return known;
    }

    /** All pipelines by name. Problems of all that cannot be made are collected; those are left out. */
    SortedMap<String, Pipeline> all(Problems into) {
        SortedMap<String, Pipeline> all = new TreeMap<>();
        Set<Problem> told = new HashSet<>(into.all());
        for (String name : names()) {
            try {
                all.put(name, get(name));
            } catch (JedroException e) {
                e.problems().stream().filter(told::add).forEach(into::add);
            }
        }
        return all;
    }

    private Pipeline sum() {
        Problems problems = new Problems();
        List<Pipeline> parts = new ArrayList<>();
        for (String name : registered.keySet()) {
            try {
                parts.add(get(name));
            } catch (JedroException e) {
                problems.addAll(e.problems());
            }
        }
        problems.throwIfErrors();
        return named(RunRequest.DEFAULT_PIPELINE, () -> {
            Pipeline sum = Pipeline.of();
            for (Pipeline part : parts) {
                sum = sum.plus(part);
            }
            return sum;
        });
    }

    private Pipeline make(String name) {
        PipelineDefinition definition = wiring.definition(Objects.requireNonNull(registered.get(name)));
        return named(name, definition);
    }

    private static String returnOne(Class<?> definition) {
        return definition.isHidden() // as those of lambdas are, whose names say nothing
                ? "let what is registered for it return one"
                : "return one from " + definition.getSimpleName() + ".pipeline()";
    }

    private Pipeline named(String name, PipelineDefinition definition) {
        Place pipeline = Place.of("pipeline '" + name + "'");
        try {
            Pipeline made = definition.pipeline();
            if (made == null) {
                throw new JedroException(
                        Problem.error(SessionCode.PIPELINE_FAILED, "The pipeline '" + name + "' is null.")
                                .fix(returnOne(definition.getClass())));
            }
            return made;
        } catch (JedroException e) {
            throw new JedroException(
                    e.problems().stream().map(problem -> problem.at(pipeline)).toList(), e);
        } catch (Exception | LinkageError e) {
            Cause cause = Cause.of(e, definition.getClass());
            JedroException failure = new JedroException(
                    cause.at(Problem.error(
                                    SessionCode.PIPELINE_FAILED,
                                    "The pipeline '" + name + "' cannot be made: " + cause.text()))
                            .at(pipeline)
                            .fix("mend " + mend(cause, definition) + "; --verbose shows the whole stack"),
                    e);
            throw e instanceof LinkageError && !cause.places().isEmpty()
                    ? Objects.requireNonNullElse(
                            notInitialized.putIfAbsent(cause.places().get(0), failure), failure)
                    : failure;
        }
    }

    /** A lambda's class has no name that its author knows. */
    private static String mend(Cause cause, PipelineDefinition definition) {
        return cause.places().isEmpty()
                ? definition.getClass().getSimpleName()
                : cause.places().get(0).toString();
    }

    private Problem unknown(String name) {
        return Problem.error(SessionCode.UNKNOWN_PIPELINE, "There is no pipeline named '" + name + "'.")
                .at(Place.of("--pipelines"))
                .near(NearNames.of(name, names()))
                .fix("use one of: " + String.join(", ", names()))
                .fix("register '" + name + "' in the project class");
    }
}
