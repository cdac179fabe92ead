package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts {@code jedro} on the path: a link to this checkout's script. */
@Command(name = "install", description = "Put jedro on the PATH, as a link to this checkout.")
final class InstallCommand implements Runnable {
    private final PrintStream out;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Where the link goes; ~/.local/bin if not given.")
    @Nullable
    Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    InstallCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Path script = script();
        Path folder = directory == null ? Path.of(System.getProperty("user.home"), ".local", "bin") : directory;
        folder = folder.toAbsolutePath().normalize();
        Path link = folder.resolve("jedro");
        try {
            boolean there = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
            if (there && !Files.isSymbolicLink(link)) {
                throw new JedroException(Problem.error(
                                CliCode.CANNOT_WRITE, "There is something else already that is called jedro: " + link)
                        .at(Place.of(link.toString()))
                        .fix("move it away, or choose another folder with --directory"));
            }
            if (there && Files.exists(link) && Files.isSameFile(link, script)) {
                out.println(link + " is a link to this checkout already.");
            } else {
                Files.createDirectories(folder);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, script);
                out.println("Linked " + link + " to " + script + ".");
            }
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.CANNOT_WRITE, "The link cannot be made: " + e)
                            .at(Place.of(link.toString()))
                            .fix("choose a folder that you may write to, with --directory"),
                    e);
        }
        hints(folder);
    }

    private void hints(Path folder) {
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        boolean zsh = System.getenv().getOrDefault("SHELL", "").endsWith("zsh");
        String profile = zsh ? "~/.zshrc" : "~/.bashrc";
        if (!path.contains(folder.toString())) {
            out.println("It is not on your PATH yet; add to " + profile + ":");
            out.println("  export PATH=" + ShellWords.quoted(folder.toString()) + ":\"$PATH\"");
        }
        out.println("For completion, add to " + profile + ":");
        out.println("  eval \"$(jedro completion " + (zsh ? "zsh" : "bash") + ")\"");
    }

    private static Path script() {
        String launcher = System.getProperty("jedro.launcher", "");
        if (launcher.isEmpty()) {
            throw new JedroException(Problem.error(
                            CliCode.CANNOT_WRITE,
                            "This jedro was not started by the script of a checkout, which is what is installed.")
                    .at(Place.of("jedro install"))
                    .fix("type it with the checkout's script: ./jedro install"));
        }
        return Path.of(launcher);
    }
}
