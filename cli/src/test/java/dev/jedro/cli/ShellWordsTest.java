package dev.jedro.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(
            strings = {
                "plain",
                "with blank",
                "it's",
                "$HOME",
                "a;b|c>d",
                "\"x\"",
                "*",
                "back\\slash",
                "ä",
                "",
                "--params=a b"
            })
    void areTakenByAShellAsTheyAre(String word) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWords.quoted(word)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void areNotQuotedWithoutNeed() {
        assertThat(ShellWords.quoted("--from-nodes=a,b.c")).isEqualTo("--from-nodes=a,b.c");
        assertThat(ShellWords.launcher(Path.of(""))).isEqualTo("jedro");
    }
}
