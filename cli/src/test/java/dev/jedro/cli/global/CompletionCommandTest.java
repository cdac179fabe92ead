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
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path folder;

    private LettersOnDisk project = new LettersOnDisk(Path.of(""));

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(Files.createDirectories(folder.resolve("my letters")));
        Files.createDirectories(project.root().resolve("conf/prod"));
        Files.createDirectories(project.root().resolve("src/deep"));
        assertThat(project.jedro("registry", "list").code()).isZero();
    }

    @Nested
    class InBash {
        @BeforeEach
        void requireBash() {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
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

    /** A real zsh at a terminal of its own: zsh completes nowhere else. */
    @Test
    void completesWithTheTabulatorInZsh() throws Exception {
        Path zsh = Path.of("/usr/bin/zsh");
        Assumptions.assumeTrue(Files.isExecutable(zsh), "there is no zsh");
        Path script = Files.writeString(
                folder.resolve("jedro.zsh"),
                CommandRun.jedro("completion", "zsh").out());
        Path completed = folder.resolve("completed.txt");
        Path typist = Files.writeString(folder.resolve("typist.zsh"), """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "source '%s'; tell() { print -r -- \\"\\$BUFFER\\" >>'%s'; BUFFER=''; }; zle -N tell; bindkey '^Xb' tell"
                for line in "$@"; do
                    zpty -w -n shell "$line"$'\\t\\x18b'
                done
                zpty -w -n shell $'exit\\n'
                while zpty -r shell said; do print -rn -- "$said"; done
                """.formatted(script, completed));
        ProcessBuilder builder = new ProcessBuilder(
                        zsh.toString(),
                        "-f",
                        typist.toString(),
                        "jedro registry li",
                        "jedro run --nodes begin,fin",
                        "jedro run --env pr",
                        "jedro catalog describe lo")
                .directory(project.root().resolve("src/deep").toFile())
                .redirectErrorStream(true);
        // Where zsh keeps what it knows of completion.
        builder.environment().putAll(Map.of("HOME", folder.toString(), "TERM", "xterm"));
        builder.environment().remove("ZDOTDIR");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(completed).as(said).exists();
        assertThat(Files.readAllLines(completed).stream().map(String::strip))
                .containsExactly(
                        "jedro registry list",
                        "jedro run --nodes begin,finish",
                        "jedro run --env prod",
                        "jedro catalog describe loud");
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
