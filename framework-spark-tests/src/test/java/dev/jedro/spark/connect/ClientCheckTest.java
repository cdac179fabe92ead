package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is looked at before the first remote session, and when it answers. */
class ClientCheckTest {
    private static Problem problem(ThrowingCallable work) {
        List<Problem> problems =
                catchThrowableOfType(JedroException.class, work).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static CodeSource jar(String name) throws MalformedURLException {
        return new CodeSource(URI.create("file:/lib/" + name).toURL(), (Certificate[]) null);
    }

    @Test
    void thisProcessPasses() {
        assertThatCode(ClientCheck::run).doesNotThrowAnyException();
    }

    @Test
    void theEngineBeforeTheClientOnTheClassPathIsToldWithTheLineToMove() throws MalformedURLException {
        CodeSource right = jar("spark-connect-client-jvm_2.13-4.2.0.jar");
        assertThatCode(() -> ClientCheck.checkOrder(right)).doesNotThrowAnyException();

        CodeSource wrong = jar("spark-sql-api_2.13-4.2.0.jar");
        Problem problem = problem(() -> ClientCheck.checkOrder(wrong));
        assertThat(problem.code()).isEqualTo(SparkCode.WRONG_CLASS_PATH);
        assertThat(problem.where()).hasToString("[pom.xml]");
        assertThat(problem.fixes().toString()).contains("dev.jedro:framework-spark", "before spark-sql");
    }

    @Test
    void optionsOfJavaThatLackAreNamed() {
        assertThatCode(() -> ClientCheck.checkOptions(17, true, List.of())).doesNotThrowAnyException();
        assertThatCode(() -> ClientCheck.checkOptions(25, true, List.of(ClientCheck.UNSAFE)))
                .doesNotThrowAnyException();

        Problem problem = problem(() -> ClientCheck.checkOptions(25, false, List.of()));
        assertThat(problem.code()).isEqualTo(SparkCode.JVM_OPTIONS);
        assertThat(problem.fixes().get(0))
                .contains("--add-opens=java.base/java.nio=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        assertThat(problem.fixes().get(1)).contains("jedro.yml");
    }

    @Nested
    class AServer {
        @Test
        void ofTheSameLineOrANewerOneIsGood() {
            assertThat(Versions.check("4.2.0", "4.2.1")).isEmpty();
            assertThat(Versions.check("4.2.1", "4.2.0")).isEmpty();
            assertThat(Versions.check("4.1.3", "4.2.0-SNAPSHOT")).isEmpty();
            assertThat(Versions.check("4.9.0", "4.10.0")).isEmpty();
        }

        @Test
        void thatIsOlderIsWarnedOfWithTheLineToWriteIntoThePom() {
            assertThat(Versions.check("4.2.0", "4.0.1")).hasValueSatisfying(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.OLD_SERVER);
                assertThat(problem.isError()).isFalse();
                assertThat(problem.what()).contains("4.0.1", "4.2.0");
                assertThat(problem.where()).hasToString("[pom.xml]");
                assertThat(problem.fixes().get(0))
                        .contains("<dependencyManagement>", "spark-connect-client-jvm_2.13:4.0.1");
            });
        }

        @Test
        void ofAnotherAgeIsRefused() {
            assertThat(problem(() -> Versions.check("4.2.0", "3.5.3")).code()).isEqualTo(SparkCode.OLD_SERVER);
        }
    }
}
