package dev.jedro.cli;

import dev.jedro.cli.launch.ArchiveMaker;
import dev.jedro.cli.launch.ShortRuns;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.StandardOutput;
import dev.jedro.cli.terminal.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        ProjectCommands commands = new ProjectCommands(root, Terminal.current(), out, err);
        int code = Main.written(out, err, commands.run(arguments));
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(cpu -> ShortRuns.note(root, List.of(arguments), cpu, code == ExitCode.OK));
        ArchiveMaker.ended(root, code == ExitCode.OK ? commands.environmentOfRun() : Optional.empty());
        System.exit(code);
    }
}
