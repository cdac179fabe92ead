package dev.jedro.catalog;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenTypesTest {
    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root).catalog("x: {type: dev.jedro.catalog.BrokenType, filepath: data/x}\n");
        project.write("data/x", "old");
    }

    @Test
    void areNamedWhereTheyFailInACheck() {
        Problem load = project.read()
                .checkLoad("x", Integer.class, Place.of("A.java", 7))
                .orElseThrow();
        Problem save = project.read()
                .checkSave("x", Integer.class, Place.of("A.java", 8))
                .orElseThrow();

        assertThat(load.toString())
                .contains("JED-330", "Dataset 'x' (dev.jedro.catalog.BrokenType) cannot be checked: its type failed")
                .contains("UnsupportedOperationException: no integers yet", "A.java:7", "conf/base/catalog.yml:1");
        assertThat(save.code()).isEqualTo(CatalogCode.BROKEN_TYPE);
    }

    @Test
    void areNamedWhereTheyGiveWhatTheyHadSaidTheyWouldNot() {
        try (OpenCatalog catalog = project.open()) {
            assertThat(problemsOf(() -> catalog.load("x", String.class)).get(0).what())
                    .isEqualTo(
                            "Dataset 'x' (dev.jedro.catalog.BrokenType) was to be loaded as String, but its type gave a"
                                    + " Long");
        }
    }

    @Test
    void areNamedWhereALibraryIsMissing() {
        try (OpenCatalog catalog = project.open()) {
            assertThat(problemsOf(() -> catalog.save("x", String.class, "v"))
                            .get(0)
                            .what())
                    .contains("Dataset 'x' (dev.jedro.catalog.BrokenType) could not be saved: ", "org/acme/Gone");
        }
        assertThat(root.resolve("data/x")).hasContent("old");
    }
}
