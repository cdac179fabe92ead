package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.config.UserHome;
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
        Path folder = directory == null ? UserHome.folder().resolve(".local/bin") : directory;
        folder = folder.toAbsolutePath().normalize();
        if (script.toString().endsWith(".cmd")) {
            installOnWindows(script, folder);
            return;
        }
        Path link = folder.resolve("jedro");
        try {
            boolean there = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
            if (there && !Files.isSymbolicLink(link)) {
                throw taken(link);
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
            throw failed(link, e);
        }
        hints(folder);
    }

    /** Links take rights there that few users have: a file of one line calls the checkout's. */
    private void installOnWindows(Path script, Path folder) {
        Path file = folder.resolve("jedro.cmd");
        String line = "@\"" + script.toString().replace("%", "%%") + "\" %*";
        try {
            if (Files.exists(file) && !Files.readString(file).strip().matches("@\".*jedro\\.cmd\" %\\*")) {
                throw taken(file);
            }
            Files.createDirectories(folder);
            Files.writeString(file, line + "\r\n");
        } catch (IOException e) {
            throw failed(file, e);
        }
        out.println("Made " + file + ", which calls " + script + ".");
        if (!onPath(folder)) {
            out.println("It is not on your PATH yet: add the folder " + folder + " in the settings of your account.");
        }
    }

    private static JedroException taken(Path file) {
        return new JedroException(
                Problem.error(CliCode.CANNOT_WRITE, "There is something else already that is called jedro: " + file)
                        .at(Place.of(file.toString()))
                        .fix("move it away, or choose another folder with --directory"));
    }

    private static JedroException failed(Path file, IOException e) {
        return new JedroException(
                Problem.error(CliCode.CANNOT_WRITE, "The link cannot be made: " + e)
                        .at(Place.of(file.toString()))
                        .fix("choose a folder that you may write to, with --directory"),
                e);
    }

    private static boolean onPath(Path folder) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .contains(folder.toString());
    }

    private void hints(Path folder) {
        boolean zsh = System.getenv().getOrDefault("SHELL", "").endsWith("zsh");
        String profile = zsh ? "~/.zshrc" : "~/.bashrc";
        if (!onPath(folder)) {
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
