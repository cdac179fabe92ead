package dev.jedro.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the pages of reference are what the code says; with {@code -Djedro.docs.write=true} it writes them. */
class ReferencePagesTest {
    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    Path project;

    @Test
    void listsAllCommandsAsTheyAre() throws IOException {
        Files.writeString(project.resolve("jedro.yml"), "name: Reference\nproject: none.Project\n");
        String page = CliReference.markdown(project);

        assertThat(page).contains("### jedro run", "### jedro catalog list", "### jedro databricks doctor");
        isWritten(CliReference.PAGE, page);
    }

    @Test
    void listsAllDatasetTypesAsTheyAre() throws IOException {
        String page = DatasetReference.markdown(REPOSITORY);

        assertThat(page).contains("## Csv", "## duckdb.Parquet", "## spark.ManagedTable", "## mlflow.Metric");
        isWritten(DatasetReference.PAGE, page);
    }

    private static void isWritten(String name, String page) throws IOException {
        Path file = REPOSITORY.resolve(name);
        if (Boolean.getBoolean("jedro.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file)
                .as(
                        "write it with: mvn test -pl docs -am -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Djedro.docs.write=true")
                .hasContent(page);
    }
}
