package dev.jedro.dataset;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.CatalogProject;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code incremental: true}: parts that were confirmed are not loaded again. */
class IncrementalPartitionsTest {
    private static final Type PARTITIONS = new TypeReference<Partitions<String>>() {}.getType();
    private static final Type MAP = new TypeReference<Map<String, String>>() {}.getType();
    private static final String ENTRY =
            "inbox: {type: Partitioned, path: data/inbox, dataset: Text, incremental: true%s}\n";

    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root).catalog(ENTRY.formatted(""));
        arrives("2026-11-01");
        arrives("2026-11-02");
    }

    private void arrives(String part) {
        project.write("data/inbox/" + part, "text of " + part);
    }

    private static Iterable<String> ids(OpenCatalog catalog) {
        return ((Partitions<?>) catalog.load("inbox", PARTITIONS)).ids();
    }

    private Iterable<String> nextRun() {
        try (OpenCatalog catalog = project.open()) {
            return ids(catalog);
        }
    }

    @Test
    void givesAllUntilTheyAreConfirmed() {
        assertThat(nextRun()).containsExactly("2026-11-01", "2026-11-02");
        assertThat(nextRun()).containsExactly("2026-11-01", "2026-11-02");
    }

    @Test
    void givesOnlyWhatCameAfterTheConfirmedOnes() {
        try (OpenCatalog catalog = project.open()) {
            assertThat(ids(catalog)).containsExactly("2026-11-01", "2026-11-02");
            catalog.confirm("inbox");
        }
        assertThat(root.resolve("data/inbox/CHECKPOINT")).hasContent("2026-11-02");
        assertThat(nextRun()).isEmpty();

        arrives("2026-11-03");
        assertThat(nextRun()).containsExactly("2026-11-03");
    }

    @Test
    void confirmsWhatWasGivenAndNotWhatArrivedMeanwhile() {
        try (OpenCatalog catalog = project.open()) {
            assertThat(ids(catalog)).containsExactly("2026-11-01", "2026-11-02");
            arrives("2026-11-03");
            assertThat((Map<?, ?>) catalog.load("inbox", MAP)).hasSize(2);
            catalog.release("inbox");
            catalog.confirm("inbox");
        }
        assertThat(nextRun()).containsExactly("2026-11-03");
    }

    @Test
    void givesTheSamePartsToNodesThatComeAfterTheOneThatConfirms() {
        try (OpenCatalog catalog = project.open()) {
            assertThat(ids(catalog)).hasSize(2);
            catalog.confirm("inbox");

            assertThat((Map<?, ?>) catalog.load("inbox", MAP)).hasSize(2);
        }
    }

    @Test
    void confirmsThoughItIsCached() {
        project.catalog(ENTRY.formatted(", cached: true"));
        try (OpenCatalog catalog = project.open()) {
            assertThat(ids(catalog)).hasSize(2);
            catalog.confirm("inbox");
        }
        assertThat(nextRun()).isEmpty();
    }

    @Test
    void confirmsNothingWhereNothingWasLoaded() {
        try (OpenCatalog catalog = project.open()) {
            catalog.confirm("inbox");
        }
        assertThat(nextRun()).hasSize(2);
    }

    @Test
    void neverGoesBack() {
        try (OpenCatalog slow = project.open()) {
            assertThat(ids(slow)).hasSize(2);
            arrives("2026-11-03");
            try (OpenCatalog fast = project.open()) {
                assertThat(ids(fast)).hasSize(3);
                fast.confirm("inbox");
            }
            slow.confirm("inbox");
        }
        assertThat(nextRun()).isEmpty();
    }

    @Test
    void keepsItsPlaceWhereTheCatalogSays() {
        project.catalog(ENTRY.formatted(", checkpoint: state/inbox.txt"));
        try (OpenCatalog catalog = project.open()) {
            assertThat(ids(catalog)).hasSize(2);
            catalog.confirm("inbox");
        }
        assertThat(root.resolve("state/inbox.txt")).hasContent("2026-11-02");
        assertThat(root.resolve("data/inbox/CHECKPOINT")).doesNotExist();
        assertThat(nextRun()).isEmpty();
    }

    @Test
    void tellsAFolderThatIsNotThere() {
        project.catalog(ENTRY.formatted("").replace("inbox,", "other,"));
        try (OpenCatalog catalog = project.open()) {
            assertThat(problemsOf(() -> ids(catalog)).get(0).code()).isEqualTo(CatalogCode.NO_DATA);
        }
    }

    @Test
    void needsToBeSwitchedOnForACheckpoint() {
        project.catalog("inbox: {type: Partitioned, path: data/inbox, dataset: Text, checkpoint: a.txt}\n");

        assertThat(project.read().check("inbox").get(0).toString())
                .contains("checkpoint needs 'incremental: true' beside it", "conf/base/catalog.yml:1");
    }

    @Test
    void doesNotLetAPartTakeThePlaceOfTheCheckpoint() {
        try (OpenCatalog catalog = project.open()) {
            ids(catalog);
            catalog.confirm("inbox");
            Problem problem = problemsOf(() -> catalog.save("inbox", MAP, Map.of("CHECKPOINT", "a", "b", "B")))
                    .get(0);

            assertThat(problem.code()).isEqualTo(DatasetCode.BAD_PARTITION);
            assertThat(problem.what())
                    .endsWith("'CHECKPOINT' cannot be the name of a partition: its file is the checkpoint");
            assertThat(problem.fixes()).containsExactly("choose another name", "set 'checkpoint' to another file");
        }
        assertThat(root.resolve("data/inbox/CHECKPOINT")).hasContent("2026-11-02");
        assertThat(root.resolve("data/inbox/b")).doesNotExist();
    }
}
