package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Inject;
import dev.jedro.config.ConfigCode;
import dev.jedro.config.RuntimeParams;
import dev.jedro.inspect.DatasetDetails;
import dev.jedro.inspect.DatasetSnapshot;
import dev.jedro.inspect.ProjectSnapshot;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Greeter;
import shop.Steps;
import shop.pricing.PricingPipeline;

class ProjectTest {
    @TempDir
    Path root;

    private static Problem problemOf(ThrowingCallable action) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(action).isInstanceOfSatisfying(JedroException.class, e -> problems.addAll(e.problems()));
        return problems.get(0);
    }

    @Nested
    class Opening {
        @Test
        void aFolderThatIsNoProject() {
            Problem problem = problemOf(() -> Jedro.open(root));

            assertThat(problem.code()).isEqualTo(SessionCode.NO_PROJECT);
            assertThat(problem.where()).hasToString("[" + root + "]");
            assertThat(problem.fixes().get(0)).contains("jedro new");
        }

        @Test
        void aMisspeltKeyOfJedroYml() {
            TinyProject.shop(root).file("jedro.yml", "name: Tiny\nprojet: shop.ShopProject\n");
            assertThatThrownBy(() -> Jedro.open(root))
                    .hasMessageContaining("jedro.yml:2")
                    .hasMessageContaining("Near: project");
        }

        @Test
        void aNumberOfRunsToKeepThatIsNone() {
            TinyProject.shop(root).file("jedro.yml", "name: Tiny\nproject: shop.ShopProject\nkeep_runs: 0\n");
            Problem problem = problemOf(() -> Jedro.open(root));

            assertThat(problem.code()).isEqualTo(ConfigCode.OUT_OF_RANGE);
            assertThat(problem.what()).isEqualTo("'keep_runs' must be at least 1, not 0");
            assertThat(problem.where()).hasToString("[jedro.yml:3:12]");
            assertThat(problem.fixes()).containsExactly("write how many runs to keep, or remove the line");
        }

        @Test
        void aClassThatDoesNotExist() {
            TinyProject.shop(root).file("jedro.yml", "name: Tiny\nproject: shop.Missing\n");
            Problem problem = problemOf(() -> Jedro.open(root));

            assertThat(problem.code()).isEqualTo(SessionCode.PROJECT_CLASS);
            assertThat(problem.where()).hasToString("[jedro.yml:2:10]");
        }

        @Test
        void aClassWhoseNameIsMisspelt() {
            TinyProject.shop(root).file("jedro.yml", "name: Tiny\nproject: shop.ShopProjct\n");

            assertThat(problemOf(() -> Jedro.open(root)).near()).contains("shop.ShopProject");
        }

        @Test
        void aClassThatIsNoProject() {
            TinyProject.shop(root).file("jedro.yml", "name: Tiny\nproject: shop.Steps\n");

            assertThat(problemOf(() -> Jedro.open(root)).what())
                    .isEqualTo("The class 'shop.Steps' is no JedroProject.");
        }

        @Test
        void anEnvironmentThatDoesNotExist() {
            TinyProject.shop(root).file("conf/prod/parameters.yml", "");
            Problem problem = problemOf(() -> Jedro.at(root).env("prd").open());

            assertThat(problem.where().get(0).source()).contains("conf");
            assertThat(problem.near()).contains("prod");
        }

        @Test
        void findsTheRootFromBelow() {
            TinyProject.shop(root);

            assertThat(Jedro.findRoot(root.resolve("conf/base")))
                    .contains(root.toAbsolutePath().normalize());
            assertThat(Jedro.findRoot(Path.of("/"))).isEmpty();
            assertThat(Jedro.version()).matches("\\d+\\.\\d+.*");
        }
    }

    @Nested
    class Setting {
        @Test
        void refusesSectionsThatAreNotThereAndParametersWithNearNames() {
            TinyProject.shop(root);

            assertThat(catchThrowableOfType(
                                    JedroException.class,
                                    () -> Jedro.at(root)
                                            .settings(RuntimeParams.parse(
                                                    "loging.root=warn,parameters.x=1,logging=2", "--set"))
                                            .open())
                            .problems())
                    .allSatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo(SessionCode.BAD_SETTING);
                        assertThat(problem.where()).hasToString("[--set]");
                    })
                    .satisfiesExactly(
                            unknown -> assertThat(unknown.near()).containsExactly("logging"),
                            params -> assertThat(params.fixes()).containsExactly("write --params KEY=VALUE"),
                            noKey -> assertThat(noKey.fixes()).containsExactly("write --set logging.KEY=VALUE"));
        }

        @Test
        void countsBeforeTheFiles() {
            TinyProject.shop(root).file("conf/base/logging.yml", "root: info\n");

            try (Session session = Jedro.at(root)
                    .settings(RuntimeParams.parse("logging.root=warn", "--set"))
                    .open()) {
                assertThat(session.config().section("logging").toJava()).isEqualTo(Map.of("root", "warn"));
            }
        }
    }

    @Nested
    class Pipelines {
        @Test
        void sumUpToTheDefault() {
            try (Session session = TinyProject.shop(root).open()) {
                assertThat(session.pipelineNames()).containsExactly("__default__", "cleaning", "reporting");
                assertThat(session.pipeline().nodes()).hasSize(3);
                assertThat(session.pipeline("cleaning", "reporting")).isEqualTo(session.pipeline());
            }
        }

        @Test
        void thatAreUnknownAreToldWithNearNames() {
            try (Session session = TinyProject.shop(root).open()) {
                Problem problem = problemOf(() -> session.run(RunRequest.of("cleanin")));

                assertThat(problem.code()).isEqualTo(SessionCode.UNKNOWN_PIPELINE);
                assertThat(problem.near()).containsExactly("cleaning");
                assertThat(problem.where()).hasToString("[--pipelines]");
            }
        }

        @Test
        void thatNeedAClassWhichCannotBeInitializedAreToldOnceAtTheLineThatThrew() {
            Consumer<ProjectBuilder> registration = project -> project.pipeline("pricing", new PricingPipeline())
                    .pipeline("again", new PricingPipeline())
                    .pipeline("good", () -> Pipeline.of(node(Steps::source).to(ref("a"))));
            TinyProject tiny = TinyProject.of(root, registration)
                    .file("conf/base/catalog.yml", "prices: {type: Text, filepath: data/prices.txt}\n");
            try (Session session = tiny.open()) {
                assertThat(session.check()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(SessionCode.PIPELINE_FAILED);
                    assertThat(problem.what())
                            .startsWith("The pipeline 'pricing' cannot be made: NullPointerException: ")
                            .endsWith("which caused ExceptionInInitializerError");
                    assertThat(problem.where())
                            .hasToString("[Unready.java:10, PricingPipeline.java:14, pipeline 'pricing']");
                    assertThat(problem.fixes())
                            .containsExactly("mend Unready.java:10; --verbose shows the whole stack");
                });
            }
        }

        @Test
        @SuppressWarnings("NullAway") // what a user's code may do all the same
        void thatAreNullAreTold() {
            try (Session session = TinyProject.of(root, project -> project.pipeline("none", () -> null))
                    .open()) {
                assertThat(session.check()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(SessionCode.PIPELINE_FAILED);
                    assertThat(problem.what()).isEqualTo("The pipeline 'none' is null.");
                    assertThat(problem.where()).hasToString("[pipeline 'none']");
                    assertThat(problem.fixes())
                            .singleElement()
                            .asString()
                            .isEqualTo("let what is registered for it return one");
                });
            }
        }

        @Test
        void noneMeansThatThereIsNothingToRun() {
            try (Session session = TinyProject.of(root, project -> {}).open()) {
                assertThatThrownBy(session::run)
                        .isInstanceOf(JedroException.class)
                        .hasMessageContaining("no nodes");
            }
        }

        @Test
        void thatCannotBeMadeHarmNoOther() {
            Consumer<ProjectBuilder> registration = project -> project.pipeline(
                            "good", () -> Pipeline.of(node(Steps::source).to(ref("a"))))
                    .pipeline(
                            "bad",
                            () -> Pipeline.of(
                                    node(Steps::source).to(ref("b")),
                                    node(Steps::source).to(ref("b")).named("two")))
                    .pipeline("ugly", () -> {
                        throw new IllegalStateException("thrown");
                    });
            try (Session session = TinyProject.of(root, registration).open()) {
                assertThat(session.run(RunRequest.of("good")).succeeded()).isTrue();
                assertThat(problemOf(() -> session.run(RunRequest.of("bad")))
                                .where()
                                .toString())
                        .contains("pipeline 'bad'");
                assertThat(problemOf(() -> session.run(RunRequest.of("ugly"))).what())
                        .isEqualTo("The pipeline 'ugly' cannot be made: IllegalStateException: thrown");
                assertThatThrownBy(session::pipelines)
                        .hasMessageContaining("pipeline 'bad'")
                        .hasMessageContaining("pipeline 'ugly'");
            }
        }
    }

    @Nested
    class Guice {
        private void register(ProjectBuilder project, boolean bound) {
            project.pipeline("greeting", Greeter.class).install(new AbstractModule() {
                @Override
                protected void configure() {
                    if (bound) {
                        bind(Greeter.Service.class).toInstance(new Greeter.Service("hello"));
                    }
                }
            });
        }

        @Test
        void makesPipelinesWithServices() {
            try (Session session =
                    TinyProject.of(root, project -> register(project, true)).open()) {
                assertThat(session.run(RunRequest.DEFAULT.with(ref("name"), "Ada"))
                                .orThrow()
                                .outputs()
                                .get("greeted"))
                        .isEqualTo("hello Ada");
                assertThat(session.instance(Greeter.Service.class).greeting()).isEqualTo("hello");
            }
        }

        static final class Refusing {
            @Inject
            Refusing() {
                throw new JedroException(Problem.error(SessionCode.UNUSED_ENTRY, "no licence")
                        .at(Place.of("licence.txt", 3))
                        .fix("buy one"));
            }
        }

        static final class Failing {
            @Inject
            Failing() {
                throw new IllegalArgumentException("no port");
            }
        }

        private Problem whenMade(Class<?> service) {
            AbstractModule module = new AbstractModule() {
                @Override
                protected void configure() {
                    bind(service);
                }
            };
            try (Session session =
                    TinyProject.of(root, project -> project.install(module)).open()) {
                return problemOf(() -> session.instance(service));
            }
        }

        @Test
        void leavesTheProblemsOfAServiceAsTheyAre() {
            Problem problem = whenMade(Refusing.class);

            assertThat(problem.code()).isEqualTo(SessionCode.UNUSED_ENTRY);
            assertThat(problem.where()).containsExactly(Place.of("licence.txt", 3));
            assertThat(problem.fixes()).containsExactly("buy one");
        }

        @Test
        void tellsTheLineOfAServiceThatFails() {
            Problem problem = whenMade(Failing.class);

            assertThat(problem.code()).isEqualTo(SessionCode.WIRING);
            assertThat(problem.what()).contains("IllegalArgumentException: no port");
            assertThat(problem.where().toString()).doesNotContain("generated", "init>");
            assertThat(problem.fixes()).containsExactly("mend the constructor or module that the first place names");
        }

        @Test
        void tellsWhatIsNotBound() {
            try (Session session =
                    TinyProject.of(root, project -> register(project, false)).open()) {
                Problem problem = problemOf(session::run);

                assertThat(problem.code()).isEqualTo(SessionCode.WIRING);
                assertThat(problem.what()).contains("Greeter$Service");
                assertThat(problem.fixes()).isNotEmpty();
            }
        }
    }

    @Nested
    class Checking {
        @Test
        void aSoundProjectFindsNothing() {
            try (Session session = TinyProject.shop(root)
                    .file("conf/base/parameters.yml", "options: {min_length: 3, stop_words: []}\n")
                    .open()) {
                assertThat(session.check()).isEmpty();
            }
        }

        @Test
        void findsEverythingAtOnce() {
            try (Session session = TinyProject.shop(root)
                    .file("conf/base/catalog.yml", """
                            orders: {type: Txet, filepath: data/orders.txt}
                            report: {type: Text, filepath: data/report.txt, colour: red}
                            nobody: {type: Text, filepath: data/nobody.txt}
                            """)
                    .file("conf/base/parameters.yml", """
                            options: {min_length: "${least}", stop_words: none}
                            least: 3
                            idle: {one: 1}
                            """)
                    .file("conf/local/credentials.yml", "db: {password: x}\n")
                    .open()) {
                List<Problem> problems = session.check();

                assertThat(problems.stream()
                                .filter(Problem::isError)
                                .map(problem -> problem.where().get(0).toString()))
                        .contains(
                                "conf/base/catalog.yml:1:16",
                                "conf/base/catalog.yml:2:49",
                                "conf/base/parameters.yml:1:47");
                assertThat(problems.stream()
                                .filter(problem -> !problem.isError())
                                .map(Problem::what))
                        .containsExactly(
                                "No pipeline uses the catalog entry 'nobody'.",
                                "No pipeline uses the parameter 'idle'.",
                                "No catalog entry uses the credentials 'db'.");
            }
        }
    }

    @Nested
    class TheCheck {
        @Test
        void warnsOfPatternsAndGlobalsThatNobodyUses() {
            try (Session session = TinyProject.shop(root)
                    .file("conf/base/globals.yml", "used: {a: x, b: y}\nhidden: x\nidle: {c: 1}\n")
                    .file("conf/base/catalog.yml", """
                            orders: {type: Text, filepath: "data/${globals:used.a}.txt"}
                            report: {type: Text, filepath: "data/${globals:hidden}.txt"}
                            "{name}ned": {type: Text, filepath: "data/{name}.txt"}
                            "{name}_idle": {type: Text, filepath: "data/{name}.txt"}
                            """)
                    .file("conf/local/catalog.yml", "report: {type: Text, filepath: data/report.txt}\n")
                    .open()) {
                List<Problem> problems = session.check();

                assertThat(problems)
                        .extracting(Problem::what)
                        .containsExactly(
                                "No dataset of a pipeline uses the catalog pattern '{name}_idle'.",
                                "The environment 'local' does not use the global 'used.b'.",
                                "The environment 'local' does not use the global 'idle'.");
                assertThat(problems).noneMatch(Problem::isError);
                assertThat(problems.get(0).code()).isEqualTo(SessionCode.UNUSED_ENTRY);
                assertThat(problems.get(0).where()).containsExactly(Place.of("conf/base/catalog.yml", 4, 1));
                assertThat(problems.get(2).code()).isEqualTo(SessionCode.UNUSED_GLOBAL);
                assertThat(problems.get(2).where()).containsExactly(Place.of("conf/base/globals.yml", 3, 1));
                assertThat(problems.get(2).fixes()).containsExactly("remove it, or correct a name");
            }
        }
    }

    @Nested
    class TheSnapshot {
        @Test
        void showsProjectPipelinesNodesDatasetsAndParameterNames() {
            try (Session session =
                    TinyProject.shop(root).file("conf/base/catalog.yml", """
                            _hidden: {x: 1}
                            "{name}_copy": {type: Text, filepath: "data/{name}.txt"}
                            orders: {type: Text, filepath: "http://user:pw@host/orders.txt", layer: raw}
                            report: {type: Text, filepath: data/report.txt, versioned: true}
                            """).open()) {
                ProjectSnapshot snapshot = session.snapshot();

                assertThat(snapshot.project()).isEqualTo("Tiny");
                assertThat(snapshot.pipelines())
                        .extracting("name")
                        .containsExactly("__default__", "cleaning", "reporting");
                assertThat(snapshot.pipelines().get(2).nodes().get(0).function())
                        .isEqualTo("shop.Shop.report");
                assertThat(snapshot.pipelines().get(2).nodes().get(0).inputTypes())
                        .containsExactly("String", "Options");
                assertThat(snapshot.pipelines().get(2).nodes().get(0).source().source())
                        .isEqualTo("ShopProject.java");
                assertThat(snapshot.datasets().keySet())
                        .containsExactly("cleaned", "first", "orders", "report", "rest");
                DatasetSnapshot orders =
                        Objects.requireNonNull(snapshot.datasets().get("orders"));
                assertThat(orders.filepath())
                        .hasValueSatisfying(path -> assertThat(path).doesNotContain("pw"));
                assertThat(orders.layer()).contains("raw");
                assertThat(snapshot.patterns()).containsExactly("{name}_copy");
                assertThat(snapshot.parameters())
                        .containsExactly("options", "options.min_length", "options.stop_words");
                assertThat(snapshot.toJson())
                        .contains("\"project_name\" : \"Tiny\"", "\"jedro_version\"", "\"params:options\"")
                        .doesNotContain("user:pw");
            }
        }

        @Test
        void namesCredentialsAndFoldersAndShowsNoValue() {
            try (Session session = TinyProject.shop(root)
                    .file("conf/local/credentials.yml", "warehouse: {token: tok-12345}\n")
                    .file("conf/base/catalog.yml", """
                            orders: {type: Text, filepath: data/orders.txt, credentials: warehouse, metadata: {url: "s3://u:pw@h"}}
                            report: {type: Partitioned, path: data/reports, dataset: Text}
                            """)
                    .open()) {
                ProjectSnapshot snapshot = session.snapshot();

                assertThat(Objects.requireNonNull(snapshot.datasets().get("orders"))
                                .credentials())
                        .containsExactly("warehouse");
                assertThat(Objects.requireNonNull(snapshot.datasets().get("report"))
                                .filepath())
                        .contains("data/reports");
                assertThat(snapshot.toJson())
                        .contains("\"credentials\" : [ \"warehouse\" ]")
                        .doesNotContain("tok-12345");
                assertThat(session.dataset("orders").orElseThrow().metadata())
                        .isEqualTo(Map.of("url", "s3://<redacted>@h"));
                assertThat(session.dataset("nobody")).isEmpty();
            }
        }

        @Test
        void listsTheNewestVersionsOfADataset() {
            TinyProject project = TinyProject.shop(root)
                    .file("conf/base/catalog.yml", "report: {type: Text, filepath: data/r.txt, versioned: true}\n");
            for (int day = 10; day < 35; day++) {
                project.file("data/r.txt/2026-" + day + "/r.txt", "x");
            }
            try (Session session = project.open()) {
                DatasetDetails report = session.dataset("report").orElseThrow();

                assertThat(report.versions())
                        .hasSize(20)
                        .startsWith("2026-34", "2026-33")
                        .endsWith("2026-15");
                assertThat(report.versionCount()).isEqualTo(25);
                assertThat(report.writtenBy()).containsExactly("report");
                assertThat(report.readBy()).isEmpty();
            }
        }
    }
}
