package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.session.Providers;
import dev.jedro.spark.session.SessionRequest;
import dev.jedro.spark.session.SparkSettings;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What runs where the class path has no client. */
    public static final class WithoutClient {
        private WithoutClient() {}

        public static String problem(Path root) {
            ProjectConfig config =
                    ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"), "conf"))
                            .withSection("spark"));
            SparkSettings settings = SparkSettings.of(config.section("spark"));
            Surroundings nothing = new Surroundings(Map.of(), root, Optional.empty());
            try {
                Providers.check(new SessionRequest(
                        "",
                        root,
                        settings.choose("", nothing),
                        settings.written(""),
                        nothing,
                        (tags, done, total) -> {}));
                return "nothing";
            } catch (JedroException e) {
                return e.problems().toString();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider: connect\nremote: sc://localhost:1\n", "provider: databricks\n"})
    void aClientThatIsMissingIsToldBeforeAnythingRuns(String spark, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(root.resolve("conf/base/spark.yml"), spark);
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("spark-connect-client-jvm")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }

        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Object problem = Class.forName(WithoutClient.class.getName(), true, loader)
                    .getMethod("problem", Path.class)
                    .invoke(null, root);

            assertThat(problem)
                    .asString()
                    .contains("JED-758", "Spark's remote client is not on the class path", "pom.xml")
                    .contains("org.apache.spark:spark-connect-client-jvm_2.13:" + Versions.client());
        } finally {
            thread.setContextClassLoader(usual);
        }
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
