package dev.jedro.cli.global;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.project.LettersOnDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path folder;

    @Nested
    class InBash {
        private LettersOnDisk project = new LettersOnDisk(Path.of(""));

        @BeforeEach
        void makeProject() throws IOException {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
            project = LettersOnDisk.in(Files.createDirectories(folder.resolve("my letters")));
            Files.createDirectories(project.root().resolve("conf/prod"));
            Files.createDirectories(project.root().resolve("src/deep"));
            assertThat(project.jedro("registry", "list").code()).isZero();
        }

        /** What bash offers for the last word, in a folder of the project. */
        private List<String> offered(String in, String... words) throws IOException, InterruptedException {
            Path script = Files.writeString(
                    folder.resolve("jedro.bash"),
                    CommandRun.jedro("completion", "bash").out());
            StringBuilder line = new StringBuilder();
            for (String word : words) {
                line.append(" '").append(word).append('\'');
            }
            String test = "set -u; source '" + script + "'; COMP_WORDS=(jedro" + line + "); COMP_CWORD=" + words.length
                    + "; _jedro; [ \"${#COMPREPLY[@]}\" = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"";
            Process bash = new ProcessBuilder("/bin/bash", "--norc", "-c", test)
                    .directory(project.root().resolve(in).toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as(said).isZero();
            return said.lines().toList();
        }

        @Test
        void completesCommandsAndOptions() throws Exception {
            assertThat(offered("", "reg")).containsExactly("registry");
            assertThat(offered("", "")).contains("new", "run", "databricks", "completion", "--version");
            assertThat(offered("", "registry", "")).containsExactlyInAnyOrder("list", "describe", "--help");
            assertThat(offered("", "run", "--from")).containsExactly("--from-nodes", "--from-inputs");
            assertThat(offered("", "run", "--runner", "p")).containsExactly("parallel");
            assertThat(offered("", "new", "--starter", "mi")).containsExactly("minimal");
        }

        @Test
        void completesTheProjectsNamesFromAnyFolderOfIt() throws Exception {
            assertThat(offered("src/deep", "run", "--nodes", "b")).containsExactly("begin");
            assertThat(offered("", "run", "--nodes", "begin,fin")).containsExactly("begin,finish");
            assertThat(offered("", "run", "--tags=lo", "--env", "=", "pr")).containsExactly("prod");
            assertThat(offered("", "run", "-t", "l")).containsExactly("loud");
            assertThat(offered("", "run", "--pipelines", "l")).containsExactly("letters");
            assertThat(offered("", "catalog", "describe", "lo")).containsExactly("loud");
            assertThat(offered("", "run", "--to-outputs", "le")).containsExactly("letter");
        }

        @Test
        void knowsWhatHasChangedSinceTheLastCommand() throws Exception {
            Path catalog = project.root().resolve("conf/base/catalog.yml");
            Files.writeString(catalog, Files.readString(catalog) + "brand_new:\n  type: Text\n  filepath: x.txt\n");
            Files.setLastModifiedTime(catalog, FileTime.from(Instant.now().plusSeconds(60)));

            assertThat(project.jedro("catalog", "list").code()).isZero();

            assertThat(offered("", "catalog", "describe", "bra")).containsExactly("brand_new");
        }
    }

    @Test
    void tellsZshToUnderstandBash() {
        assertThat(CommandRun.jedro("completion", "zsh").out())
                .startsWith("autoload")
                .contains("bashcompinit", "complete -o default -F _jedro jedro");
    }

    @Test
    void tellsAShellThatItDoesNotKnow() {
        CommandRun run = CommandRun.jedro("completion", "bsh");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("JED-603").contains("Near: bash", "choose one of: bash, zsh");
    }
}
