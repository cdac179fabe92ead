package dev.jedro.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes of tests run beside each other, so one that works with the engine or the server has to say so. */
class LocksTest {
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern SERVER = Pattern.compile("\\b(?:ConnectServer|RemoteSpark|SparkProject\\.connect)\\b");
    private static final Pattern ENGINE = Pattern.compile("\\b(?:LocalSpark|SparkProject\\.local)\\b");

    private static List<String> without(Pattern words, String annotations) throws IOException {
        Pattern wanted = Pattern.compile("^@(?:" + annotations + ")$", Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.endsWith("LocksTest.java"))
                    .filter(file -> words.matcher(text(file)).find()
                            && !wanted.matcher(text(file)).find())
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void areTakenByAllThatWorkWithTheServer() throws IOException {
        assertThat(without(SERVER, "OnTheServer")).isEmpty();
    }

    /** Beside the server's work a session more on the engine disturbs nobody. */
    @Test
    void areTakenByAllThatWorkWithTheEngine() throws IOException {
        assertThat(without(ENGINE, "OnTheEngine|OnTheServer")).isEmpty();
    }
}
