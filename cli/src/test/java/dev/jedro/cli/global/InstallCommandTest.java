package dev.jedro.cli.global;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallCommandTest {
    @TempDir
    Path folder;

    private Path bin = Path.of("");
    private Path script = Path.of("");

    @BeforeEach
    void makeCheckout() throws IOException {
        bin = folder.resolve("home/bin");
        script = Files.writeString(folder.resolve("jedro"), "#!/bin/sh\n");
        System.setProperty("jedro.launcher", script.toString());
    }

    @AfterEach
    void forgetCheckout() {
        System.clearProperty("jedro.launcher");
    }

    private CommandRun install() {
        return CommandRun.jedro("install", "--directory", bin.toString());
    }

    @Test
    void linksToTheCheckoutAndSaysWhatIsLeftToDo() throws IOException {
        CommandRun run = install();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readSymbolicLink(bin.resolve("jedro"))).isEqualTo(script);
        assertThat(run.out())
                .contains(
                        "Linked " + bin.resolve("jedro"),
                        "export PATH=" + bin + ":\"$PATH\"",
                        "eval \"$(jedro completion ");
        assertThat(install().out()).contains("already");
    }

    @Test
    void replacesALinkToAnotherCheckoutAndOneThatLeadsNowhere() throws IOException {
        Files.createDirectories(bin);
        Files.createSymbolicLink(bin.resolve("jedro"), folder.resolve("gone"));

        assertThat(install().code()).isZero();
        assertThat(Files.readSymbolicLink(bin.resolve("jedro"))).isEqualTo(script);
    }

    @Test
    void leavesAFileOfTheSameName() throws IOException {
        Files.createDirectories(bin);
        Files.writeString(bin.resolve("jedro"), "mine");

        CommandRun run = install();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("JED-616").contains("something else", "at " + bin, "--directory");
        assertThat(bin.resolve("jedro")).hasContent("mine");
    }

    @Test
    void onWindowsWritesAFileThatCallsTheScriptOfTheCheckout() throws IOException {
        System.setProperty(
                "jedro.launcher", folder.resolve("100% mine/jedro.cmd").toString());

        assertThat(install().out())
                .startsWith("Made " + bin.resolve("jedro.cmd"))
                .contains("not on your PATH yet");
        assertThat(bin.resolve("jedro.cmd")).hasContent("@\"" + folder + "/100%% mine/jedro.cmd\" %*\r\n");
        assertThat(install().code()).isZero();

        Files.writeString(bin.resolve("jedro.cmd"), "@echo mine");
        assertThat(install().err()).startsWith("JED-616").contains("something else");
    }

    @Test
    void needsAScriptToLinkTo() {
        System.clearProperty("jedro.launcher");

        assertThat(install().err()).startsWith("JED-616").contains("./jedro install");
    }
}
