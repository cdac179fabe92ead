package dev.jedro.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A configuration folder in the making. */
final class ConfFolder {
    private final Path folder;

    ConfFolder(Path directory) {
        this.folder = directory.resolve("conf");
        directory("base");
        directory("local");
    }

    Path path() {
        return folder;
    }

    ConfFolder directory(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ConfFolder file(String name, String... lines) {
        return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    ConfFolder file(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ConfigOptions options() {
        return ConfigOptions.of(ConfigSource.folder(folder))
                .withVariables(Map.of("JEDRO_HOME", "/srv", "DB_TOKEN", "t0ken"));
    }

    ProjectConfig load() {
        return ProjectConfig.load(options());
    }

    /** The problems of a call that must throw them. */
    static List<Problem> problemsOf(ThrowingCallable call) {
        JedroException thrown = catchThrowableOfType(JedroException.class, call);
        if (thrown == null) {
            throw new AssertionError("expected problems");
        }
        return thrown.problems();
    }

    /** The only problem of a call that must throw it. */
    static Problem problemOf(ThrowingCallable call) {
        List<Problem> problems = problemsOf(call);
        if (problems.size() != 1) {
            throw new AssertionError("expected one problem: " + problems);
        }
        return problems.get(0);
    }
}
