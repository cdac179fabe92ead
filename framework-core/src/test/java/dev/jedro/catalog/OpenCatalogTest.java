package dev.jedro.catalog;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenCatalogTest {
    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project =
                new CatalogProject(root).catalog("note: {type: Text, filepath: data/note.txt}\nmem: {type: Memory}\n");
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Nested
    class Memory {

        @Test
        void handsOnTheVeryObject() {
            List<String> value = new ArrayList<>(List.of("a"));
            try (OpenCatalog catalog = project.open()) {
                catalog.save("mem", List.class, value);

                assertThat(catalog.load("mem", (Type) List.class)).isSameAs(value);
            }
        }

        @Test
        void saysThatNothingWasSaved() {
            try (OpenCatalog catalog = project.open()) {
                Problem problem =
                        problemsOf(() -> catalog.load("mem", String.class)).get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.NO_DATA);
                assertThat(problem.what()).startsWith("Dataset 'mem' (Memory): Nothing has been saved to it yet");
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 2, 1));
            }
        }

        @Test
        void isGoneAfterARelease() {
            try (OpenCatalog catalog = project.open()) {
                catalog.save("x", String.class, "a");
                assertThat(catalog.exists("x")).isTrue();
                catalog.release("x");
                assertThat(catalog.exists("x")).isFalse();
            }
        }

        @Test
        void refusesToHandOnAnotherType() {
            try (OpenCatalog catalog = project.open()) {
                catalog.put("x", "text");

                Problem problem =
                        problemsOf(() -> catalog.load("x", Integer.class)).get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.WRONG_TYPE);
                assertThat(problem.what())
                        .isEqualTo("Dataset 'x' (Memory) holds a value of type String, but is wanted as Integer");
            }
        }

        @Test
        void takesThePlaceOfADatasetForOneOpenCatalog() {
            project.write("data/note.txt", "file");
            try (OpenCatalog catalog = project.open()) {
                catalog.put("note", "handed in");
                assertThat(catalog.load("note", String.class)).isEqualTo("handed in");
            }
            assertThat(root.resolve("data/note.txt")).hasContent("file");
        }
    }

    @Nested
    class Cached {

        @Test
        void dataIsReadOnceUntilItIsReleased() {
            project.catalog("note: {type: Text, filepath: data/note.txt, cached: true}\n");
            project.write("data/note.txt", "one");
            try (OpenCatalog catalog = project.open()) {
                assertThat(catalog.load("note", String.class)).isEqualTo("one");
                project.write("data/note.txt", "two");
                assertThat(catalog.load("note", String.class)).isEqualTo("one");
                catalog.release("note");
                assertThat(catalog.load("note", String.class)).isEqualTo("two");
            }
        }

        @Test
        void dataThatIsSavedIsKeptAndWritten() {
            project.catalog("note: {type: Text, filepath: data/note.txt, cached: true}\n");
            try (OpenCatalog catalog = project.open()) {
                catalog.save("note", String.class, "saved");
                assertThat(root.resolve("data/note.txt")).hasContent("saved");
                project.write("data/note.txt", "changed behind its back");
                assertThat(catalog.load("note", String.class)).isEqualTo("saved");
            }
        }
    }

    @Nested
    class Mistakes {

        @Test
        void aMissingFileNamesThoseNearby() {
            project.write("data/notes.txt", "x");
            try (OpenCatalog catalog = project.open()) {
                Problem problem =
                        problemsOf(() -> catalog.load("note", String.class)).get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.NO_DATA);
                assertThat(problem.what()).isEqualTo("Dataset 'note' (Text): There is no file 'data/note.txt'");
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
                assertThat(problem.near()).containsExactly("data/notes.txt");
                assertThat(problem.fixes())
                        .containsExactly("put the file there, or correct 'filepath'", "run the node that makes it");
            }
        }

        @Test
        void aLinkThatLeadsNowhereIsNamed() throws Exception {
            Files.createDirectories(root.resolve("data"));
            Files.createSymbolicLink(root.resolve("data/note.txt"), Path.of("gone", "note.txt"));
            Files.createSymbolicLink(root.resolve("data/parts"), Path.of("nowhere"));
            project.catalog("""
                    note: {type: Text, filepath: data/note.txt}
                    parts: {type: Partitioned, path: data/parts/a, dataset: Text}
                    """);
            try (OpenCatalog catalog = project.open()) {
                Problem problem =
                        problemsOf(() -> catalog.load("note", String.class)).get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.NO_DATA);
                assertThat(problem.what())
                        .isEqualTo("Dataset 'note' (Text): The link 'data/note.txt' leads nowhere: there is no"
                                + " 'gone/note.txt'");
                assertThat(problem.near()).isEmpty();
                assertThat(problem.fixes())
                        .containsExactly(
                                "put the file or folder there, or let the link lead to where it is",
                                "run the node that makes it");
                assertThat(catalog.missing("parts"))
                        .extracting(Problem::what)
                        .containsExactly("Dataset 'parts' (Partitioned): The link 'data/parts' leads nowhere: there is"
                                + " no 'nowhere'");
            }
        }

        @Test
        void nullIsNotSaved() {
            try (OpenCatalog catalog = project.open()) {
                Problem problem = problemsOf(() -> catalog.save("note", String.class, null))
                        .get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.NULL_VALUE);
                assertThat(problem.what()).contains("'note'");
                assertThat(problem.fixes())
                        .containsExactly("return a value from the node, an empty one if there is nothing");
            }
            assertThat(root.resolve("data")).doesNotExist();
        }

        @Test
        void nothingToConfirm() {
            try (OpenCatalog catalog = project.open()) {
                assertThat(problemsOf(() -> catalog.confirm("note")))
                        .extracting(Problem::code)
                        .containsExactly(CatalogCode.NOT_CONFIRMABLE);
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void aFolderThatCannotBeWrittenTo() {
            project.catalog("note: {type: Text, filepath: /proc/jedro/note.txt}\n");
            try (OpenCatalog catalog = project.open()) {
                Problem problem = problemsOf(() -> catalog.save("note", String.class, "x"))
                        .get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.SAVE_FAILED);
                assertThat(problem.what())
                        .startsWith("Dataset 'note' (Text) could not be saved: ")
                        .contains("/proc/jedro");
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
                assertThat(problem.fixes()).isNotEmpty();
            }
        }

        @Test
        void aFileWhereAFolderShouldBe() {
            project.write("data", "a file");
            try (OpenCatalog catalog = project.open()) {
                Problem problem = problemsOf(() -> catalog.save("note", String.class, "x"))
                        .get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.SAVE_FAILED);
                assertThat(problem.what()).endsWith("could not be saved: 'data' is a file, not a folder");
                assertThat(problem.fixes()).containsExactly("move that file away, or choose another path");
            }
        }

        @Test
        void aNameThatIsTooLong() {
            project.catalog("x: {type: Text, filepath: data/" + "x".repeat(300) + ".txt}\n");
            try (OpenCatalog catalog = project.open()) {
                Problem problem =
                        problemsOf(() -> catalog.save("x", String.class, "v")).get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.SAVE_FAILED);
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
                assertThat(problem.fixes()).containsExactly("choose a path whose names are shorter");
            }
        }

        @Test
        void neverTellASecret() {
            project.catalog("x: {type: dev.jedro.catalog.LeakyType, filepath: data/x, credentials: warehouse}\n");
            try (OpenCatalog catalog = project.open()) {
                String problem = problemsOf(() -> catalog.save("x", String.class, "v"))
                        .get(0)
                        .toString();

                assertThat(problem)
                        .contains("could not be saved: refused: db://")
                        .doesNotContain("hunter22");
            }
        }

        @Test
        void norOneThatIsWrittenAsANumber() {
            project.write("conf/local/credentials.yml", "pin: {password: 87654321}\n");
            project.catalog("x: {type: dev.jedro.catalog.LeakyType, filepath: data/x, credentials: pin}\n");
            try (OpenCatalog catalog = project.open()) {
                assertThat(problemsOf(() -> catalog.save("x", String.class, "v"))
                                .get(0)
                                .what())
                        .contains("could not be saved: refused: db://")
                        .doesNotContain("87654321");
            }
        }

        @Test
        void aTypeThatTheDatasetDoesNotHave() {
            try (OpenCatalog catalog = project.open()) {
                assertThat(problemsOf(() -> catalog.load("note", (Type) Integer.class)))
                        .extracting(Problem::code)
                        .containsExactly(CatalogCode.WRONG_TYPE);
            }
        }
    }

    @Nested
    class Saves {

        @Test
        void thatAreInterruptedLeaveTheOldFile() throws Exception {
            try (OpenCatalog catalog = project.open()) {
                catalog.save("note", String.class, "old");
                Thread.currentThread().interrupt();

                assertThatThrownBy(() -> catalog.save("note", String.class, "new"))
                        .isInstanceOf(JedroException.class);

                assertThat(Thread.interrupted()).isTrue();
                assertThat(catalog.load("note", String.class)).isEqualTo("old");
            }
            assertThat(files("data")).containsExactly("note.txt");
        }

        @Test
        void chunkByChunkAppearAsAWhole() throws Exception {
            try (OpenCatalog catalog = project.open()) {
                catalog.save("note", String.class, "old");
                try (ChunkWriter writer = catalog.append("note", String.class).orElseThrow()) {
                    writer.write("a");
                    assertThat(catalog.load("note", String.class)).isEqualTo("old");
                    writer.write("b");
                    writer.commit();
                }
                assertThat(catalog.load("note", String.class)).isEqualTo("a\nb\n");
            }
            assertThat(files("data")).containsExactly("note.txt");
        }

        @Test
        void chunkByChunkThatAreGivenUpLeaveTheOldFile() throws Exception {
            try (OpenCatalog catalog = project.open()) {
                catalog.save("note", String.class, "old");
                try (ChunkWriter writer = catalog.append("note", String.class).orElseThrow()) {
                    writer.write("a");
                }
                assertThat(catalog.load("note", String.class)).isEqualTo("old");
                assertThat(catalog.append("mem", String.class)).isEmpty();
            }
            assertThat(files("data")).containsExactly("note.txt");
        }
    }

    @Nested
    class Shared {

        @Test
        void resourcesAreMadeOnceAndClosedNewestFirst() {
            List<String> closed = new ArrayList<>();
            SharedResources resources = new SharedResources();
            First first = resources.get(First.class, () -> new First(closed));
            assertThat(resources.get(First.class, () -> new First(closed))).isSameAs(first);
            resources.get(Second.class, () -> new Second(closed));

            resources.close();
            resources.close();

            assertThat(closed).containsExactly("second", "first");
        }

        @Test
        void resourcesThatWereHandedInStayOpen() {
            List<String> closed = new ArrayList<>();
            try (SharedResources resources = new SharedResources()) {
                resources.get(First.class, () -> new First(closed));
                project.read()
                        .open(CatalogSession.of(root, "v").withResources(resources))
                        .close();
                assertThat(closed).isEmpty();
            }
            assertThat(closed).containsExactly("first");
        }

        private record First(List<String> closed) implements AutoCloseable {
            @Override
            public void close() {
                closed.add("first");
            }
        }

        private record Second(List<String> closed) implements AutoCloseable {
            @Override
            public void close() {
                closed.add("second");
            }
        }
    }
}
