package dev.jedro.spark.udf;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.failure.SparkCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * The classes that a project has itself, apart from its libraries: what a remote server needs in order to run its user-defined functions, typed maps and lambdas. These
 * are the folders of the class path, such as {@code target/classes}, the jars of the class path that the project's build made, those of Jedro, whose types stand in signatures
 * beside the functions, and the jars that spark.yml names. The others are libraries, Spark itself among them: too large to be sent unasked.
 *
 * @param folders of classes and resources, in the order of the class path
 * @param jars in the order of the class path
 */
public record ProjectClasses(List<Path> folders, List<Path> jars) {
    public ProjectClasses {
        folders = List.copyOf(folders);
        jars = List.copyOf(jars);
    }

    /**
     * Those of this JVM.
     *
     * @param root the project's folder
     * @param place of the settings, for messages
     * @throws JedroException if a jar that they name is not there
     */
    public static ProjectClasses of(Path root, ClassSettings settings, Place place) {
        check(root, settings, place);
        return of(System.getProperty("java.class.path", ""), root, settings.jars());
    }

    /**
     * Finds out whether the jars that the settings name are there.
     *
     * @throws JedroException with all that are not
     */
    public static void check(Path root, ClassSettings settings, Place place) {
        Problems problems = new Problems();
        for (Path jar : settings.jars()) {
            if (!Files.isRegularFile(root.resolve(jar))) {
                problems.add(Problem.error(SparkCode.WRONG_SETTING, "There is no jar '" + jar + "' to send to Spark.")
                        .at(place)
                        .fix("correct 'jars' under 'classes': paths are relative to the project"));
            }
        }
        problems.throwIfErrors();
    }

    static ProjectClasses of(String classPath, Path root, List<Path> named) {
        Path project = root.toAbsolutePath().normalize();
        List<Path> made = List.of(project.resolve("target"), project.resolve("build/libs"));
        Set<Path> folders = new LinkedHashSet<>();
        Set<Path> jars = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!entry.isEmpty() && Files.isDirectory(path)) {
                folders.add(path);
            } else if (Files.isRegularFile(path) && (made.contains(path.getParent()) || isJedros(path))) {
                jars.add(path);
            }
        }
        named.forEach(jar -> jars.add(project.resolve(jar).normalize()));
        return new ProjectClasses(List.copyOf(folders), List.copyOf(jars));
    }

    private static boolean isJedros(Path jar) {
        if (!String.valueOf(jar.getFileName()).startsWith("framework-")) {
            return false;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("META-INF/maven/dev.jedro/") != null;
        } catch (IOException e) {
            return false; // whatever it is, it is not Jedro's
        }
    }

    /**
     * Makes of each folder, and takes of each jar, what can be sent.
     *
     * @throws UncheckedIOException if a class cannot be read
     */
    public PackedClasses packed() {
        List<Artifact> artifacts = new ArrayList<>();
        try {
            for (Path folder : folders) {
                Artifact.of(folder).ifPresent(artifacts::add);
            }
            for (Path jar : jars) {
                artifacts.add(Artifact.ofJar(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PackedClasses(artifacts);
    }
}
