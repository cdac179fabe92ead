package dev.jedro.dataset;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.CatalogProject;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a folder, beyond the contract. */
class PartitionsTest {
    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root).catalog("""
                bare: {type: Partitioned, path: data/bare, dataset: Text}
                parts: {type: Partitioned, path: data/parts, dataset: Text, filename_suffix: .txt}
                all_parts: {type: Partitioned, path: data/parts, dataset: Text, filename_suffix: .txt, overwrite: true}
                """);
    }

    private Object load(String name, Type type) {
        try (OpenCatalog catalog = project.open()) {
            return catalog.load(name, type);
        }
    }

    private void save(String name, Type type, Object value) {
        try (OpenCatalog catalog = project.open()) {
            catalog.save(name, type, value);
        }
    }

    private final Type partitions = new TypeReference<Partitions<String>>() {}.getType();
    private final Type suppliers = new TypeReference<Map<String, Supplier<String>>>() {}.getType();

    @Test
    void thatANodeHasSavedNoneOfAreNotAskedOfItAgain() {
        save("all_parts", partitions, Map.of());

        Problem problem = problemsOf(() -> load("all_parts", partitions)).get(0);

        assertThat(problem.what()).contains("There is no partition in 'data/parts' whose name ends in '.txt'");
        assertThat(problem.fixes())
                .containsExactly(
                        "let the node that saves it give at least one partition",
                        "or put the files there, if no node makes them");
    }

    @Test
    void areReadOnlyWhenTheyAreAskedFor() {
        project.write("data/parts/eu/a.txt", "A");
        project.write("data/parts/b.txt", "B");
        project.write("data/parts/.hidden.txt", "no");
        project.write("data/parts/c.csv", "no");

        Partitions<?> parts = (Partitions<?>) load("parts", partitions);
        project.write("data/parts/b.txt", "changed since");

        assertThat(parts.ids()).containsExactly("b", "eu/a");
        assertThat(parts.load("b")).isEqualTo("changed since");
        assertThat(problemsOf(() -> parts.load("eu/b")))
                .extracting(Problem::near)
                .containsExactly(List.of("eu/a"));
        Map<?, ?> lazily = (Map<?, ?>) load("parts", suppliers);
        Supplier<?> part = (Supplier<?>) Objects.requireNonNull(lazily.get("eu/a"));
        assertThat(part.get()).isEqualTo("A");
    }

    @Test
    void areAddedToThoseThatAreThere() {
        project.write("data/parts/a.txt", "A");
        save("parts", partitions, Partitions.of(Map.of("b", "B")).map(text -> text + "!"));

        assertThat(((Partitions<?>) load("parts", partitions)).ids()).containsExactly("a", "b");
        assertThat(root.resolve("data/parts/b.txt")).hasContent("B!");
    }

    @Test
    void replaceThoseThatAreThereIfAskedTo() {
        project.write("data/parts/a.txt", "A");
        save("all_parts", partitions, Partitions.of(Map.of("b", "B")));

        assertThat(((Partitions<?>) load("parts", partitions)).ids()).containsExactly("b");
    }

    @Test
    void areAllOrNone() {
        project.write("data/parts/a.txt", "old");
        Partitions<String> failing = Partitions.lazy(Map.of("a", () -> "new", "b", () -> {
            throw new IllegalStateException("no more");
        }));

        for (String name : List.of("parts", "all_parts")) {
            assertThat(problemsOf(() -> save(name, partitions, failing)).get(0).what())
                    .contains("no more");
            assertThat(((Partitions<?>) load("parts", partitions)).ids()).containsExactly("a");
            assertThat(root.resolve("data/parts/a.txt")).hasContent("old");
            assertThat(root.resolve("data"))
                    .isDirectoryNotContaining(
                            file -> file.getFileName().toString().startsWith("."));
        }
    }

    @Test
    void mayNotBeAFileAndAFolder() throws Exception {
        List<Problem> problems =
                problemsOf(() -> save("bare", partitions, Partitions.of(Map.of("a", "A", "a/b", "B", "c", "C"))));

        assertThat(problems).extracting(Problem::code).containsExactly(DatasetCode.BAD_PARTITION);
        assertThat(problems.get(0).what())
                .endsWith("'a' and 'a/b' cannot both be partitions: 'a' would be a file and a folder");
        assertThat(problems.get(0).fixes()).containsExactly("choose another name for one of them");
        assertThat(root.resolve("data/bare")).doesNotExist();

        project.write("data/bare/a/b", "B");
        project.write("data/bare/d", "D");
        assertThat(problemsOf(() -> save("bare", partitions, Partitions.of(Map.of("a", "A", "c", "C", "d/e", "E")))))
                .extracting(Problem::what)
                .containsExactly(
                        "Dataset 'bare' (Partitioned): 'a' cannot be the name of a partition: 'data/bare/a' is a folder",
                        "Dataset 'bare' (Partitioned): 'd/e' cannot be the name of a partition: 'data/bare/d' is a"
                                + " file, not a folder");
        assertThat(root.resolve("data/bare/c")).doesNotExist();
        save("parts", partitions, Partitions.of(Map.of("a", "A", "a/b", "B")));
        assertThat(((Partitions<?>) load("parts", partitions)).ids()).containsExactly("a", "a/b");
    }

    @Test
    void thatCannotBeMadeAreNamedWithTheLineOfTheirMaker() {
        IllegalStateException broken = new IllegalStateException("no more");
        broken.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("flights.Nodes", "split", "Nodes.java", 12)});
        Supplier<String> failing = () -> {
            throw broken;
        };

        Problem problem =
                problemsOf(() -> save("parts", suppliers, Map.of("b", failing))).get(0);

        assertThat(problem.code()).isEqualTo(CatalogCode.SAVE_FAILED);
        assertThat(problem.what())
                .isEqualTo("Dataset 'parts' (Partitioned): Partition 'b' could not be made: IllegalStateException: no"
                        + " more");
        assertThat(problem.where()).startsWith(Place.of("Nodes.java", 12));
        assertThat(problem.fixes()).containsExactly("look at Nodes.java:12 first; --verbose shows the whole stack");
    }

    @Test
    void ofWrongOptionsAreToldByTheNameOfTheEntry() {
        project.catalog("parts: {type: Partitioned, path: data/parts, dataset: {type: Csv, delimitr: ;}}\n");

        assertThat(project.read().check("parts"))
                .extracting(Problem::what)
                .containsExactly("Dataset 'parts' (Csv) has no option 'delimitr'");
    }

    @Test
    void mayNotLeaveTheirFolder() {
        for (String id : List.of("../x", "/etc/x", "a/../b", "", ".x", "a//b", "a\\b")) {
            assertThat(problemsOf(() -> save("parts", partitions, Partitions.of(Map.of(id, "x")))))
                    .extracting(Problem::code)
                    .containsExactly(DatasetCode.BAD_PARTITION);
        }
    }

    @Test
    void takeOnlyWhatTheirFilesTake() {
        Type numbers = new TypeReference<Partitions<Integer>>() {}.getType();

        assertThat(project.read().checkLoad("parts", numbers, Place.of("X.java")))
                .isPresent();
    }
}
