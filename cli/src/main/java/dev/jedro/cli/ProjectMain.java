package dev.jedro.cli;

import dev.jedro.cli.launch.ArchiveMaker;
import dev.jedro.cli.launch.ShortRuns;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.StandardOutput;
import dev.jedro.cli.terminal.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code jedro} does in a project's own process, on the project's class path. The launch file starts it. */
public final class ProjectMain {
    private ProjectMain() {}

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("jedro.root", "")).toAbsolutePath();
        PrintStream err = Terminal.err();
        // Standard output is for answers; what the project's code prints goes beside them.
        System.setOut(err);
        System.setErr(err);
        StandardOutput out = Terminal.out();
        int code = Main.written(out, err, new ProjectCommands(root, Terminal.current(), out, err).run(arguments));
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(cpu -> ShortRuns.note(root, List.of(arguments), cpu, code == ExitCode.OK));
        if (code == ExitCode.OK) {
            ArchiveMaker.startIfRecorded();
        }
        System.exit(code);
    }
}
