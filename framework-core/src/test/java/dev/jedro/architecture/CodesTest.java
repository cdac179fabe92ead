package dev.jedro.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.jedro.problem.Code;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of all problems of framework-core, read from the enums that declare them. */
class CodesTest {
    private static final Map<String, Character> HUNDREDS = Map.of(
            "pipeline", '1',
            "config", '2',
            "catalog", '3',
            "dataset", '3',
            "hook", '4',
            "run", '4',
            "inspect", '5',
            "session", '5');

    @Test
    void areUnique() {
        assertThat(codes()).isNotEmpty().extracting(Code::id).doesNotHaveDuplicates();
    }

    @Test
    void beginWithTheNumberOfTheirArea() {
        assertThat(codes()).allSatisfy(code -> {
            String area = code.getClass().getPackageName().split("\\.", -1)[2];
            assertThat(HUNDREDS).containsKey(area);
            assertThat(code.id()).matches("JED-" + HUNDREDS.get(area) + "\\d\\d");
        });
    }

    @Test
    void sayInASentenceWhatHappenedAndWhatMendsIt() {
        assertThat(codes()).allSatisfy(code -> {
            assertThat(code.cause()).as(code.id()).matches("(?s)[A-Z].+\\.");
            assertThat(code.cure()).as(code.id()).matches("(?s)[A-Z].+\\.");
        });
    }

    private static List<Code> codes() {
        return Core.CLASSES.stream()
                .filter(type -> type.isAssignableTo(Code.class))
                .map(JavaClass::reflect)
                .filter(Class::isEnum)
                .flatMap(type -> Stream.of(Objects.requireNonNull(type.getEnumConstants())))
                .map(Code.class::cast)
                .toList();
    }
}
