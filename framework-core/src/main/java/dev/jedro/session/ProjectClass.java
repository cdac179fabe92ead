package dev.jedro.session;

import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and asks the class that jedro.yml names. */
final class ProjectClass {
    private static final int MOST_CLASSES = 10_000;

    private ProjectClass() {}

    /** What the class registers. */
    static ProjectBuilder configure(ProjectFile file) {
        return configure(file, make(file, load(file)));
    }

    /** What a project registers that is there already. */
    static ProjectBuilder configure(ProjectFile file, JedroProject project) {
        ProjectBuilder builder = new ProjectBuilder();
        try {
            project.configure(builder);
        } catch (JedroException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failed(file, "'" + file.project() + "' failed in configure", e);
        }
        return builder;
    }

    /** The loader that sees the project's classes. */
    static ClassLoader loader() {
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(ProjectClass.class.getClassLoader());
    }

    private static Class<?> load(ProjectFile file) {
        try {
            return Class.forName(file.project(), true, loader());
        } catch (ClassNotFoundException e) {
            throw new JedroException(
                    problem(file, "The project class '" + file.project() + "' is not on the class path.")
                            .near(NearNames.of(file.project(), written()))
                            .fix(
                                    "correct 'project' in jedro.yml; it is the full name of the class that implements JedroProject")
                            .fix("compile the project: mvn -q compile"),
                    e);
        } catch (LinkageError e) {
            throw failed(file, "The project class '" + file.project() + "' cannot be loaded", e);
        }
    }

    /** The classes in folders of the class path, which are the project's own; those in jars are not looked through. */
    private static Set<String> written() {
        Set<String> names = new TreeSet<>();
        try {
            for (URL folder : Collections.list(loader().getResources(""))) {
                if (folder.getProtocol().equals("file")) {
                    Path top = Path.of(folder.toURI());
                    try (Stream<Path> files = Files.walk(top)) {
                        files.map(file -> top.relativize(file).toString())
                                .filter(file -> file.endsWith(".class") && file.indexOf('$') < 0)
                                .limit(MOST_CLASSES)
                                .map(file ->
                                        file.replace(File.separatorChar, '.').replaceFirst("\\.class$", ""))
                                .forEach(names::add);
                    }
                }
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            // then no name is near
        }
        return names;
    }

    private static JedroProject make(ProjectFile file, Class<?> type) {
        if (!JedroProject.class.isAssignableFrom(type)) {
            throw new JedroException(problem(file, "The class '" + file.project() + "' is no JedroProject.")
                    .fix("let it implement dev.jedro.session.JedroProject"));
        }
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (JedroProject) constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw failed(file, "The constructor of '" + file.project() + "' failed", e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new JedroException(
                    problem(file, "The project class '" + file.project() + "' cannot be made.")
                            .fix(
                                    "give it a public constructor without arguments; what needs services goes into a pipeline or hook"
                                            + " class, which Guice makes"),
                    e);
        }
    }

    private static JedroException failed(ProjectFile file, String what, @Nullable Throwable thrown) {
        Throwable known = thrown == null ? new IllegalStateException(what) : thrown;
        Cause cause = Cause.of(known);
        return new JedroException(
                cause.at(Problem.error(SessionCode.PROJECT_CLASS, what + ": " + cause.text()))
                        .at(file.projectPlace())
                        .fix("mend the class; --verbose shows the whole stack"),
                known);
    }

    private static Problem problem(ProjectFile file, String what) {
        return Problem.error(SessionCode.PROJECT_CLASS, what).at(file.projectPlace());
    }
}
