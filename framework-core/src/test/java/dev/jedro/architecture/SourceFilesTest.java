package dev.jedro.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house asks of source files of every module, as far as a machine can tell. */
class SourceFilesTest {
    private static final int TOO_LONG = 500;

    @Test
    void staySmallEnoughToReadInOneSitting() throws IOException {
        for (Path file : javaFiles()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(TOO_LONG);
        }
    }

    @Test
    void haveAPackageInfoBesideThem() throws IOException {
        for (Path file : javaFiles()) {
            if (file.toString().contains("/src/main/")) {
                assertThat(file.resolveSibling("package-info.java")).exists();
            }
        }
    }

    /** Templates of starters are no sources of ours: they live among the resources. */
    private static List<Path> javaFiles() throws IOException {
        Path repository = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.list(repository)) {
            List<Path> files = modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .flatMap(module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java")))
                    .filter(Files::isDirectory)
                    .flatMap(SourceFilesTest::filesBelow)
                    .toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
