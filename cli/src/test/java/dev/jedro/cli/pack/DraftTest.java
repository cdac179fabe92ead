package dev.jedro.cli.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
    @TempDir
    Path folder;

    /** Writes half of a package, says so, and goes on writing. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            try (Draft draft = Draft.of(Path.of(arguments[0]))) {
                fill(draft);
                System.out.println("written");
                for (int i = 0; ; i++) {
                    Files.writeString(draft.path().resolve("lib/" + i), "x");
                }
            }
        }
    }

    private static void fill(Draft draft) throws IOException {
        Files.writeString(Files.createDirectories(draft.path().resolve("lib")).resolve("half.jar"), "x");
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void isGoneAfterCtrlC() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.resolve("app.jar").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(writer.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("written");
        assertThat(folder.resolve("app.jar.new/lib/half.jar")).exists();

        // As Ctrl-C, which a process started in the background would not hear.
        new ProcessBuilder("kill", "-TERM", String.valueOf(writer.pid()))
                .start()
                .waitFor();

        assertThat(writer.waitFor()).isNotZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesWhatAKilledProcessHasLeft() throws IOException {
        Path left = folder.resolve("app.jar.new/lib");
        Files.writeString(Files.createDirectories(left).resolve("old.jar"), "x");

        try (Draft draft = Draft.of(folder.resolve("app.jar"))) {
            assertThat(draft.path()).doesNotExist();
            fill(draft);
        }

        assertThat(folder).isEmptyDirectory();
    }
}
