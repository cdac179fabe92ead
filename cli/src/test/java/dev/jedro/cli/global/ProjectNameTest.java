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
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {

    @ParameterizedTest
    @CsvSource({
        "My Flights,    my-flights,     MyFlights,      myflights",
        "my-flights,    my-flights,     MyFlights,      myflights",
        "my_flights_2,  my-flights-2,   MyFlights2,     myflights2",
        "' Spaces  x ', spaces-x,       SpacesX,        spacesx",
        "Čičova pošta,  cicova-posta,   CicovaPosta,    cicovaposta",
        "Class,         class,          Class,          projectclass",
        "Java,          java,           Java,           projectjava",
        "trailing - ,   trailing,       Trailing,       trailing",
    })
    void givesTheNamesThatFollowFromIt(String text, String artifactId, String className, String packageName) {
        ProjectName name = new ProjectName(text);

        assertThat(name.artifactId()).isEqualTo(artifactId);
        assertThat(name.className()).isEqualTo(className);
        assertThat(name.packageName()).isEqualTo(packageName);
        assertThat(new PackageName(name.packageName()).text()).isEqualTo(packageName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "1st",
                "-x",
                "a/b",
                "../up",
                "a\tb",
                "a<b",
                "x&y",
                "x.y",
                "東京",
                "x",
                "é",
                "\"quoted\"",
                "$HOME"
            })
    void refusesWhatCannotBeAName(String text) {
        Problem problem = problem(text);

        assertThat(problem.code()).isEqualTo(CliCode.BAD_PROJECT_NAME);
        assertThat(problem.where()).containsExactly(Place.of("--name"));
        assertThat(problem.fixes()).isNotEmpty();
    }

    @Test
    void refusesAnEndlessName() {
        assertThat(problem("x".repeat(61)).what()).contains("61 characters");
    }

    private static Problem problem(String text) {
        return catchThrowableOfType(JedroException.class, () -> new ProjectName(text))
                .problems()
                .get(0);
    }
}
