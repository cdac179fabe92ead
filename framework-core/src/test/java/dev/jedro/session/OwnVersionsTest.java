package dev.jedro.session;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.hook.AfterSave;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunEvent;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Steps;

/** Datasets that make versions of their own, and datasets that are read-only. */
class OwnVersionsTest {
    private static final Ref<String> GIVEN = ref("given");
    private static final Ref<String> LEDGER = ref("ledger");
    private static final Ref<String> READ = ref("read");

    @TempDir
    Path root;

    private TinyProject project(String ledger) {
        return TinyProject.of(
                        root,
                        node(Steps::same).from(GIVEN).to(LEDGER).named("write"),
                        node(Steps::same).from(LEDGER).to(READ).named("read"))
                .file("conf/base/catalog.yml", """
                        ledger:
                          type: shop.LedgerType
                          path: data/ledger.txt
                        """ + ledger);
    }

    private static RunRequest giving(String text) {
        return RunRequest.DEFAULT.with(GIVEN, text);
    }

    @Nested
    class TheVersionThatASaveMade {
        @Test
        void isKeptInJournalOutcomeAndHooks() {
            List<Optional<String>> told = new ArrayList<>();
            Hook hook = new Hook() {
                @Override
                public void afterSave(AfterSave saved) {
                    told.add(saved.version());
                }
            };
            try (Session session = project("  writable: true\n").open()) {
                session.run(giving("one")).orThrow();
                RunResult second = session.run(giving("two").hook(hook)).orThrow();

                assertThat(second.nodes().get("write"))
                        .isInstanceOfSatisfying(
                                NodeOutcome.Ran.class,
                                ran -> assertThat(ran.versions()).isEqualTo(Map.of("ledger", "2")));
                assertThat(session.history().last().orElseThrow().events())
                        .filteredOn(RunEvent.Saved.class::isInstance)
                        .extracting(event -> ((RunEvent.Saved) event).version())
                        .containsExactly(Optional.of("2"));
                assertThat(told).containsExactly(Optional.of("2"), Optional.empty());
            }
        }

        @Test
        void isKnownToTheOpenCatalog() {
            try (Session session = project("""
                          writable: true
                        note:
                          type: Text
                          filepath: data/note.txt
                          versioned: true
                        """).open();
                    OpenCatalog catalog = session.catalog()) {
                assertThat(catalog.savedVersion("ledger")).isEmpty();

                catalog.save("ledger", String.class, "one");
                catalog.save("note", String.class, "hello");

                assertThat(catalog.savedVersion("ledger")).contains("1");
                assertThat(catalog.savedVersion("note")).contains(catalog.saveVersion());
            }
        }
    }

    @Nested
    class ALoadVersion {
        @Test
        void reachesTheDatasetAndWinsOverItsOptions() {
            try (Session session = project("  writable: true\n  version: 1\n").open()) {
                session.run(giving("one")).orThrow();
                assertThat(session.run(giving("two")).orThrow().output(READ)).isEqualTo("one");

                assertThat(session.run(giving("three").loadVersions(Map.of("ledger", "2")))
                                .orThrow()
                                .output(READ))
                        .isEqualTo("two");
            }
        }

        @Test
        void thatIsNoneOfItsKindIsRefusedBeforeTheRun() {
            try (Session session = project("  writable: true\n").open()) {
                List<Problem> problems =
                        problemsOf(() -> session.run(giving("one").loadVersions(Map.of("ledger", "yesterday"))));

                assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(CatalogCode.BAD_VERSION);
                    assertThat(problem.what())
                            .isEqualTo(
                                    "'yesterday' cannot be a version of 'ledger' (shop.Ledger): it is the number of a line");
                    assertThat(problem.where())
                            .containsExactly(Place.of("--load-versions"), Place.of("conf/base/catalog.yml", 1, 1));
                    assertThat(problem.fixes())
                            .containsExactly("name a version that is there, or leave the load version out");
                });
            }
        }
    }

    @Nested
    class AReadOnlyDataset {
        @Test
        void isAProblemOfTheNodeThatWritesItBeforeTheRun() {
            try (Session session = project("").open()) {
                List<Problem> problems = problemsOf(() -> session.run(giving("one")));

                assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(CatalogCode.READ_ONLY);
                    assertThat(problem.what())
                            .isEqualTo("Dataset 'ledger' (shop.Ledger) is written by a node, but is read-only");
                    assertThat(problem.where().get(0).source()).isEqualTo("OwnVersionsTest.java");
                    assertThat(problem.where().get(1)).isEqualTo(Place.of("conf/base/catalog.yml", 1, 1));
                    assertThat(problem.fixes()).containsExactly("add 'writable: true'");
                });
                assertThat(root.resolve("data/ledger.txt")).doesNotExist();
            }
        }

        @Test
        void isNotWrittenByOtherMeansEither() {
            try (Session session = project("").open();
                    OpenCatalog catalog = session.catalog()) {
                List<Problem> problems = problemsOf(() -> catalog.save("ledger", String.class, "one"));

                assertThat(problems).extracting(Problem::code).containsExactly(CatalogCode.READ_ONLY);
                assertThat(root.resolve("data/ledger.txt")).doesNotExist();
            }
        }
    }
}
