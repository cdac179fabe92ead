package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong; that what is made compiles and is registered, the page of the command line shows. */
class PipelineCommandTest {
    @TempDir
    Path root;

    private LettersOnDisk project;

    @BeforeEach
    void make() throws IOException {
        project = LettersOnDisk.in(root);
    }

    @Test
    void tellsWhichLineToWriteWhereTheProjectClassIsNotFound() {
        CommandRun run = project.jedro("pipeline", "create", "data_science");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "src/main/java/dev/jedro/cli/project/data_science/DataSciencePipeline.java",
                        "conf/base/parameters_data_science.yml",
                        "project.pipeline(\"data_science\", new dev.jedro.cli.project.data_science.DataSciencePipeline());");
    }

    @Test
    void refusesNamesThatAreNoPackages() {
        for (String name : new String[] {"Data-Science", "class", "1st"}) {
            CommandRun run = project.jedro("pipeline", "create", name);

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-611").contains("'" + name + "'", "Try:  use lower-case letters");
        }
        assertThat(root.resolve("src")).doesNotExist();
    }

    @Test
    void doesNotAdviseToDeleteFilesThatAreNotThere() {
        assertThat(project.jedro("pipeline", "create", "letters").err())
                .startsWith("JED-617  There is a pipeline 'letters' already.")
                .contains("or take it out of", "where it is registered")
                .doesNotContain("pipeline delete");
    }

    @Test
    void neverOverwrites() throws IOException {
        Path mine = project.write("src/main/java/dev/jedro/cli/project/sales/Mine.java", "mine");

        CommandRun run = project.jedro("pipeline", "create", "sales");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("JED-617  There is a pipeline 'sales' already.")
                .contains("at src/main/java/dev/jedro/cli/project/sales/Mine.java");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void deletesNothingUnasked() {
        project.jedro("pipeline", "create", "sales");

        CommandRun run = project.jedro("pipeline", "delete", "sales");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("JED-615", "add --yes");
        assertThat(root.resolve("conf/base/parameters_sales.yml")).exists();
        assertThat(project.jedro("pipeline", "delete", "sales", "--yes").code()).isZero();
        assertThat(Files.exists(root.resolve("src/main/java/dev/jedro/cli/project/sales")))
                .isFalse();
        assertThat(root.resolve("conf/base/parameters_sales.yml")).doesNotExist();
    }

    @Test
    void tellsNearNamesOfWhatIsNotThere() {
        CommandRun run = project.jedro("pipeline", "delete", "leters", "--yes");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("JED-606");
    }
}
