package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where configuration files are: a folder, an archive, or a folder on the class path. Reads nothing until asked. */
public interface ConfigSource {
    /** What begins the name of a source on the class path. */
    String CLASS_PATH = "classpath:";

    /** What stands before the path of a file when it is shown, for instance {@code conf}. */
    String shown();

    /**
     * The files that may hold configuration: {@code .yml}, {@code .yaml} and {@code .json} at any depth, sorted, with {@code /} between
     * folders, without those that are hidden or stand in a hidden folder.
     */
    List<String> files() throws IOException;

    /** The folders directly in it, sorted, without hidden ones: the environments. */
    List<String> folders() throws IOException;

    /** Whether there is such a folder at any depth; the empty path is the source itself. */
    boolean hasFolder(String path) throws IOException;

    byte[] read(String file) throws IOException;

    /** A folder, shown by its own name. */
    static ConfigSource folder(Path folder) {
        return folder(folder, String.valueOf(folder.getFileName()));
    }

    /** @param shown how messages name the folder, for instance its path from the project's root */
    static ConfigSource folder(Path folder, String shown) {
        return new FolderSource(folder, shown);
    }

    /**
     * A {@code .zip}, {@code .jar}, {@code .tar.gz} or {@code .tgz} file, read as a whole.
     *
     * @throws JedroException if it cannot be read, or a name in it leads out of it
     */
    static ConfigSource archive(Path file) {
        return ArchiveSource.open(file);
    }

    /**
     * A folder among the resources, for instance {@code conf} in an application's jar.
     *
     * @throws JedroException if there is none
     */
    static ConfigSource classPath(String folder, ClassLoader loader) {
        return ClassPathSource.open(folder, loader);
    }

    /**
     * What {@code --conf-source} names: a folder, an archive, or {@code classpath:} and a folder among the resources of the thread's class loader.
     *
     * @throws JedroException if it does not exist or is none of these
     */
    static ConfigSource of(String path) {
        if (path.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*")) {
            throw none("The configuration source '" + Masking.userInfo(path) + "' is remote", path);
        }
        if (path.startsWith(CLASS_PATH)) {
            ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
            return classPath(
                    path.substring(CLASS_PATH.length()),
                    ofThread == null ? ConfigSource.class.getClassLoader() : ofThread);
        }
        Path file = Path.of(path);
        if (Files.isDirectory(file)) {
            return folder(file, path);
        }
        String name = path.toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(file)
                && (name.endsWith(".zip")
                        || name.endsWith(".jar")
                        || name.endsWith(".tar.gz")
                        || name.endsWith(".tgz"))) {
            return archive(file);
        }
        throw none(
                Files.exists(file)
                        ? "The configuration source '" + path + "' is neither a folder nor an archive"
                        : "The configuration source '" + path + "' does not exist",
                path);
    }

    private static JedroException none(String what, String path) {
        return new JedroException(Problem.error(ConfigCode.NO_SOURCE, what)
                .at(Place.of(Masking.userInfo(path)))
                .fix("give a folder, a .zip or a .tar.gz file on this machine, or " + CLASS_PATH + " and a folder"));
    }
}
