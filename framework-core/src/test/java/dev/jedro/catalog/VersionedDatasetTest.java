package dev.jedro.catalog;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class VersionedDatasetTest {
    private static final String OLD = "2026-11-19T15.12.06.535Z";
    private static final String NEW = "2026-11-20T15.12.06.535Z";

    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root)
                .catalog(
                        "note: {type: Text, filepath: data/note.txt, versioned: true}\nplain: {type: Text, filepath: data/plain.txt}\n");
    }

    private void save(String version, String text) {
        try (OpenCatalog catalog = project.open(version)) {
            catalog.save("note", String.class, text);
        }
    }

    private Problem first(OpenCatalog catalog) {
        return problemsOf(() -> catalog.load("note", String.class)).get(0);
    }

    @Test
    void namesVersionsByTimeAsKedroDoes() {
        assertThat(SaveVersion.at(Instant.parse("2026-11-20T15:12:06.535999Z"))).isEqualTo(NEW);
    }

    @Test
    void keepsEveryVersionInAFolderOfItsOwn() {
        save(OLD, "old");
        save(NEW, "new");

        assertThat(root.resolve("data/note.txt").resolve(OLD).resolve("note.txt"))
                .hasContent("old");
        assertThat(root.resolve("data/note.txt").resolve(NEW).resolve("note.txt"))
                .hasContent("new");
    }

    @Test
    void listsVersionsNewestFirst() throws Exception {
        save(OLD, "old");
        save(NEW, "new");
        Files.createDirectories(root.resolve("data/note.txt/2027-empty"));

        try (OpenCatalog catalog = project.open()) {
            assertThat(catalog.versions("note")).containsExactly(NEW, OLD);
            assertThat(catalog.loadVersion("note")).contains(NEW);
            assertThat(catalog.load("note", String.class)).isEqualTo("new");
        }
    }

    @Test
    void loadsTheVersionAskedFor() {
        save(OLD, "old");
        save(NEW, "new");

        try (OpenCatalog catalog =
                project.read().open(CatalogSession.of(root, "v").withLoadVersions(Map.of("note", OLD)))) {
            assertThat(catalog.load("note", String.class)).isEqualTo("old");
            assertThat(catalog.exists("note")).isTrue();
        }
    }

    @Test
    void staysWithTheVersionItFoundUntilItIsReleased() {
        save(OLD, "old");
        try (OpenCatalog catalog = project.open("later")) {
            assertThat(catalog.load("note", String.class)).isEqualTo("old");
            save(NEW, "new");
            assertThat(catalog.load("note", String.class)).isEqualTo("old");
            catalog.release("note");
            assertThat(catalog.load("note", String.class)).isEqualTo("new");
        }
    }

    @Test
    void readsWhatItSavedThoughAnotherRunSavedANewerVersion() {
        try (OpenCatalog catalog = project.open(OLD)) {
            catalog.save("note", String.class, "own");
            save(NEW, "of another run");

            assertThat(catalog.load("note", String.class)).isEqualTo("own");
            catalog.release("note");
            assertThat(catalog.load("note", String.class)).isEqualTo("of another run");
        }
    }

    @Test
    void readsWhatItSavedUnderAnotherFormat() {
        project.catalog("""
                note@a: {type: Text, filepath: data/note.txt, versioned: true}
                note@b: {type: Text, filepath: data/note.txt, versioned: true}
                """);
        try (OpenCatalog catalog = project.open(OLD)) {
            catalog.save("note@a", String.class, "own");
            project.write("data/note.txt/" + NEW + "/note.txt", "of another run");
            catalog.release("note@a");

            assertThat(catalog.load("note@b", String.class)).isEqualTo("own");
            assertThat(catalog.loadVersion("note@b")).contains(OLD);
        }
    }

    @Test
    void refusesToSaveAVersionTwice() {
        save(NEW, "new");

        try (OpenCatalog catalog = project.open(NEW)) {
            Problem problem = problemsOf(() -> catalog.save("note", String.class, "again"))
                    .get(0);

            assertThat(problem.code()).isEqualTo(CatalogCode.VERSION_EXISTS);
            assertThat(problem.what()).contains("data/note.txt/" + NEW + "/note.txt");
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problem.fixes()).isNotEmpty();
            assertThat(catalog.load("note", String.class)).isEqualTo("new");
        }
    }

    @Test
    void warnsIfTheNextLoadWillReadAnotherVersion() {
        Logger logger = (Logger) LoggerFactory.getLogger(FileLocation.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            save(NEW, "new");
            assertThat(log.list).isEmpty();
            save(OLD, "old");
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .startsWith("JED-324")
                .contains("later runs read '" + NEW + "'", "nothing, if another run has made it meanwhile")
                .doesNotContain("remove");
    }

    @Nested
    class Mistakes {

        @Test
        void noVersionAtAll() {
            try (OpenCatalog catalog = project.open()) {
                assertThat(first(catalog).code()).isEqualTo(CatalogCode.NO_VERSION);
                assertThat(first(catalog).what())
                        .isEqualTo("Dataset 'note' (Text): There is no version in 'data/note.txt'");
            }
        }

        @Test
        void notTheVersionAskedFor() {
            save(NEW, "new");
            try (OpenCatalog catalog =
                    project.read().open(CatalogSession.of(root, "v").withLoadVersions(Map.of("note", OLD)))) {
                assertThat(first(catalog).code()).isEqualTo(CatalogCode.NO_VERSION);
                assertThat(first(catalog).near()).containsExactly(NEW);
                assertThat(catalog.exists("note")).isFalse();
            }
        }

        @Test
        void aFileWhereTheFolderShouldBe() {
            project.write("data/note.txt", "plain");
            try (OpenCatalog catalog = project.open()) {
                assertThat(first(catalog).code()).isEqualTo(CatalogCode.UNVERSIONED_FILE);
                Problem problem = problemsOf(() -> catalog.save("note", String.class, "x"))
                        .get(0);
                assertThat(problem.code()).isEqualTo(CatalogCode.UNVERSIONED_FILE);
                assertThat(problem.fixes())
                        .containsExactly("move it to 'data/note.txt/" + NEW + "/note.txt'", "remove 'versioned: true'");
            }
            assertThat(root.resolve("data/note.txt")).hasContent("plain");
        }

        @Test
        void aFolderOfVersionsWhereTheFileShouldBe() {
            save(NEW, "new");
            project.catalog("note: {type: Text, filepath: data/note.txt}\n");
            try (OpenCatalog catalog = project.open()) {
                assertThat(first(catalog).fixes()).containsExactly("add 'versioned: true': the folder has versions");
            }
        }

        @Test
        void aLoadVersionOfAnUnknownDataset() {
            List<Problem> problems = problemsOf(
                    () -> project.read().open(CatalogSession.of(root, "v").withLoadVersions(Map.of("not", OLD))));

            assertThat(problems.get(0).code()).isEqualTo(CatalogCode.UNKNOWN_LOAD_VERSION);
            assertThat(problems.get(0).where()).containsExactly(Place.of("--load-versions"));
            assertThat(problems.get(0).near()).containsExactly("note (conf/base/catalog.yml:1:1)");
        }

        @Test
        void aLoadVersionOfAnUnversionedDataset() {
            List<Problem> problems = problemsOf(
                    () -> project.read().open(CatalogSession.of(root, "v").withLoadVersions(Map.of("plain", OLD))));

            assertThat(problems.get(0).code()).isEqualTo(CatalogCode.NOT_VERSIONED);
            assertThat(problems.get(0).where()).contains(Place.of("conf/base/catalog.yml", 2, 1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"..", ".", "../../etc", "a/b", "a\\b", "", " ", "a\0b"})
        void aVersionThatLeadsElsewhere(String version) {
            List<Problem> problems = problemsOf(
                    () -> project.read().open(CatalogSession.of(root, "v").withLoadVersions(Map.of("note", version))));

            assertThat(problems).extracting(Problem::code).containsExactly(CatalogCode.BAD_VERSION);
        }
    }
}
