package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.launch.PreparedProject;
import dev.jedro.cli.pack.ProjectPackage;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs the project so that it runs where there is a Java and nothing else. */
@Command(
        name = "package",
        description =
                "Pack the project into a jar that 'java -jar' runs: classes, libraries and configuration without 'local'.",
        sortOptions = false)
final class PackageCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;
    private final Workplace workplace;

    @Option(
            names = "--thin",
            description = "The project's own jar, with the libraries as they are in a folder 'lib' beside it.")
    boolean thin;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The jar to write; target/package/<name>.jar if not given, with --thin in a folder <name>.")
    @Nullable
    Path output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    PackageCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        ProjectFile file = ProjectFile.read(workplace.root());
        Path jar = output == null ? usual(file.name()) : output.toAbsolutePath();
        try {
            ProjectPackage project = new ProjectPackage(
                    workplace.root().resolve("target/classes"),
                    libraries(),
                    workplace.root().resolve(ProjectFile.NAME),
                    workplace.root().resolve(file.conf()));
            workplace
                    .report()
                    .problems(project.credentials().stream().map(this::packed).toList());
            long size = thin ? project.writeThin(jar) : project.writeWhole(jar);
            say(jar, size);
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.CANNOT_WRITE, "The package cannot be written: " + e)
                            .at(Place.of(shown(jar)))
                            .fix("look at the free space, or choose another place with --output"),
                    e);
        }
        return ExitCode.OK;
    }

    private void say(Path jar, long size) {
        workplace
                .out()
                .printf(
                        Locale.ROOT,
                        "%s  %.1f MB%s%n",
                        shown(jar),
                        size / MEGABYTE,
                        thin ? " with the libraries beside it in lib" : "");
        workplace
                .screen()
                .accept("Run it where its data is:  java -jar " + ShellWords.quoted(shown(jar)) + " --env base");
    }

    private Path usual(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        Path folder = workplace.root().resolve("target/package");
        String file = plain.isEmpty() ? "project" : plain;
        return (thin ? folder.resolve(file) : folder).resolve(file + ".jar");
    }

    /** Those that the launcher has found for this start. */
    private List<Path> libraries() {
        PreparedProject project = new PreparedProject(workplace.root());
        if (!project.exists()) {
            throw new JedroException(Problem.error(
                            CliCode.NOT_PREPARED,
                            "Only a project in its folder, with pom.xml and sources, can be packed.")
                    .at(Place.of(workplace.root().toString()))
                    .fix("go to the project's folder and type: jedro package"));
        }
        return project.libraries();
    }

    private Problem packed(Path file) {
        return Problem.warning(CliCode.CREDENTIALS_PACKED, "A file of credentials goes into the package.")
                .at(Place.of(shown(file)))
                .fix("move it to the environment 'local', which stays out")
                .fix("write no secrets in it, but variables: password: ${env:SHOP_PASSWORD}");
    }

    private String shown(Path path) {
        return path.startsWith(workplace.root())
                ? workplace.root().relativize(path).toString().replace('\\', '/')
                : path.toString();
    }
}
