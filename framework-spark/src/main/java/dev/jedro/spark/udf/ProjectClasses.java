package dev.jedro.spark.udf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that a project has itself, apart from its libraries: what a remote server needs in order to run its user-defined functions, typed maps and lambdas. These
 * are the folders of the class path, such as {@code target/classes}, the jars of the class path that lie in the project, and the jars that the project names.
 *
 * @param folders of classes and resources, in the order of the class path
 * @param jars in the order of the class path
 */
public record ProjectClasses(List<Path> folders, List<Path> jars) {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");

    public ProjectClasses {
        folders = List.copyOf(folders);
        jars = List.copyOf(jars);
    }

    /**
     * Those of this JVM.
     *
     * @param root the project's folder
     * @param named jars that functions need besides, absolute
     */
    public static ProjectClasses of(Path root, List<Path> named) {
        return of(System.getProperty("java.class.path", ""), root, named);
    }

    static ProjectClasses of(String classPath, Path root, List<Path> named) {
        Set<Path> folders = new LinkedHashSet<>();
        Set<Path> jars = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!entry.isEmpty() && Files.isDirectory(path)) {
                folders.add(path);
            } else if (path.startsWith(root.toAbsolutePath().normalize()) && Files.isRegularFile(path)) {
                jars.add(path);
            }
        }
        jars.addAll(named);
        return new ProjectClasses(List.copyOf(folders), List.copyOf(jars));
    }

    /**
     * Sends the classes to the server of a session, under names made of their content: the server takes a name once, and refuses other content under it.
     *
     * @throws IOException if a class cannot be read
     */
    public void sendTo(SparkSession session) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (Path folder : folders) {
            Artifact.of(folder).ifPresent(artifacts::add);
        }
        for (Path jar : jars) {
            artifacts.add(Artifact.ofJar(jar));
        }
        long begun = System.nanoTime();
        for (Artifact artifact : artifacts) {
            artifact.sendTo(session);
            LOG.debug("sent {} bytes of classes as {}", artifact.size(), artifact.target());
        }
        LOG.debug("sent the project's classes in {} ms", (System.nanoTime() - begun) / 1_000_000);
    }
}
