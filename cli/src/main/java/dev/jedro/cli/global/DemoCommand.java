package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.launch.ArchiveMaker;
import dev.jedro.cli.launch.Preparation;
import dev.jedro.cli.terminal.Style;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the project of the tour and runs it. */
@Command(
        name = "demo",
        description = "Make a project on real data, run it, and show what it made.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private static final String STARTER = "spaceflights";
    private final Terminal terminal;
    private final PrintStream out;
    private final ErrorReport report;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The project's folder; jedro-demo if not given. A project that is there is run again.",
            defaultValue = "jedro-demo")
    String directory = "jedro-demo";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    DemoCommand(Terminal terminal, PrintStream out, ErrorReport report) {
        this.terminal = terminal;
        this.out = out;
        this.report = report;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = NewCommand.path(directory, "DIR");
        step("1. Make a project");
        make(target);
        step("2. Compile it");
        Path arguments = new Preparation(target, report.err()::println).run();
        step("3. Run it");
        int code = run(target, arguments);
        if (code != ExitCode.OK) {
            report.err().println("The demo's run failed (exit code " + code + ").");
            return code;
        }
        lastScreen(target);
        return ExitCode.OK;
    }

    private void make(Path target) {
        if (Files.isRegularFile(target.resolve("jedro.yml"))) {
            report.err().println("   " + target + " has a project already; it is run again as it is.");
            return;
        }
        List<Path> files = NewCommand.create(
                NewCommand.find(STARTER),
                new ProjectName("Spaceflights"),
                new PackageName("spaceflights"),
                Map.of(),
                Set.of(),
                target);
        report.err().println("   " + files.size() + " files in " + target + ", from the starter '" + STARTER + "'");
    }

    private static int run(Path target, Path arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of("jedro.tty", "jedro.tty.err", "jedro.lines", "jedro.columns", "jedro.launcher")
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(ArchiveMaker.recording(arguments));
        command.add("@" + arguments);
        command.add("run");
        return new ProcessBuilder(command)
                .directory(target.toAbsolutePath().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private void lastScreen(Path target) {
        Path project = target.toAbsolutePath().normalize();
        String jedro = ShellWords.launcher(target);
        out.println();
        out.println(Style.BOLD.of("That was a whole project", terminal.colour()) + ": " + project);
        out.println("  src/main/java    plain Java functions, and the pipelines that wire them");
        out.println("  conf/base        the catalog of datasets, and the parameters");
        pictures(project).forEach(picture -> out.println("  " + picture + "    open it"));
        out.println();
        out.println("Next:");
        out.println("  cd " + ShellWords.quoted(target.toString()));
        out.println("  " + jedro + " registry list");
        out.println("  " + jedro + " run --pipelines data_science --params model_options.test_size=0.3");
        out.println("  " + jedro + " check");
    }

    private static List<Path> pictures(Path project) {
        Path reporting = project.resolve("data/08_reporting");
        if (!Files.isDirectory(reporting)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(reporting)) {
            return files.filter(file -> file.toString().matches(".*\\.(png|svg)"))
                    .map(project::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.CANNOT_WRITE, "The run's results cannot be listed: " + e.getMessage())
                            .at(Place.of(reporting.toString())),
                    e);
        }
    }

    private void step(String title) {
        report.err().println(Style.BOLD.of(title, terminal.colour()));
    }
}
