package dev.jedro.cli.global;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageNameTest {

    @Test
    void isAlsoAPath() {
        assertThat(new PackageName(" com.acme.my_flights2 ").path()).isEqualTo("com/acme/my_flights2");
    }

    @ParameterizedTest
    @CsvSource({
        "'',            is empty",
        "com..acme,     a dot too many",
        ".acme,         a dot too many",
        "com.acme.,     a dot too many",
        "com.new,       `new`",
        "com.true,      `true`",
        "_,             `_`",
        "com.1st,       `1st`",
        "com.my-x,      `my-x`",
        "com.čaj,       `čaj`",
        "com/acme,      `com/acme`",
        "java.flights,  belongs to the JDK",
        "javax,         belongs to the JDK",
        "dev.jedro.x,   belongs to the JDK",
    })
    void refusesWhatJavaWouldNotTake(String text, String words) {
        Problem problem = catchThrowableOfType(JedroException.class, () -> new PackageName(text))
                .problems()
                .get(0);

        assertThat(problem.code()).isEqualTo(CliCode.BAD_PACKAGE);
        assertThat(problem.what()).contains(words.replace('`', '\''));
        assertThat(problem.where()).containsExactly(Place.of("--package"));
        assertThat(problem.fixes()).isNotEmpty();
    }
}
