package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSourceTest {
    @TempDir
    Path directory;

    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "base/catalog.yml", "a: 1\n",
            "base/catalog/more.yml", "b: 2\n",
            "test/catalog.yml", "a: 3\n",
            "base/.hidden/catalog.yml", "h: 1\n"));

    private Path zip(String name, String prefix, Map<String, String> files) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(prefix + entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static void assertGivesTheSame(ConfigSource source) {
        ProjectConfig config = ProjectConfig.load(ConfigOptions.of(source).withEnv("test"));

        assertThat(config.catalog().toJava()).isEqualTo(Map.of("a", 3L, "b", 2L));
        assertThat(config.catalog().keyPlace("b").source()).isEqualTo(source.shown() + "/base/catalog/more.yml");
        assertThat(problemOf(() -> ProjectConfig.load(ConfigOptions.of(source).withEnv("tst")))
                        .near())
                .containsExactly("test");
    }

    @Nested
    class Folders {

        @Test
        void areReadAsTheyAre() {
            ConfFolder conf = new ConfFolder(directory);
            FILES.forEach((name, text) -> conf.file(name, text));

            assertGivesTheSame(ConfigSource.of(conf.path().toString()));
        }

        @Test
        void mayHoldLinks() throws IOException {
            ConfFolder conf = new ConfFolder(directory).file("base/.data/catalog.yml", "a: 1");
            Files.createSymbolicLink(conf.path().resolve("base/catalog.yml"), Path.of(".data/catalog.yml"));

            assertThat(conf.load().catalog().toJava()).isEqualTo(Map.of("a", 1L));
        }

        @Test
        void thatDoNotExistAreAProblem() {
            assertThat(problemOf(() -> ProjectConfig.load(
                                    ConfigOptions.of(ConfigSource.folder(directory.resolve("nope")))))
                            .code())
                    .isEqualTo(ConfigCode.NO_SOURCE);
        }
    }

    @Nested
    class Archives {

        @ParameterizedTest
        @ValueSource(strings = {"", "conf/", "project-1.0/conf/", "./"})
        void areReadWithAndWithoutATopFolder(String prefix) throws IOException {
            assertGivesTheSame(ConfigSource.of(zip("conf.zip", prefix, FILES).toString()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "conf/"})
        void mayBeTarBalls(String prefix) throws IOException {
            Path file = directory.resolve("conf.tar.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                for (Map.Entry<String, String> entry : FILES.entrySet()) {
                    out.write(tar(prefix + entry.getKey(), '0', entry.getValue()));
                }
                out.write(new byte[1024]);
            }

            assertGivesTheSame(ConfigSource.of(file.toString()));
        }

        @ParameterizedTest
        @ValueSource(chars = {'L', 'x'})
        void mayBeTarBallsWithLongNames(char kind) throws IOException {
            String name = "base/" + "long/".repeat(40) + "catalog.yml";
            String path = " path=" + name + "\n";
            String header = kind == 'L' ? name + "\0" : (path.length() + 3) + path;
            Path file = directory.resolve("conf.tgz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(tar("header", kind, header));
                out.write(tar(name.substring(0, 99), '0', "a: 1"));
            }

            ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.of(file.toString())));

            assertThat(config.catalog().toJava()).isEqualTo(Map.of("a", 1L));
            assertThat(config.files("catalog")).containsExactly("conf.tgz!/" + name);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../catalog.yml",
                    "/etc/catalog.yml",
                    "base/../../catalog.yml",
                    "base\\..\\catalog.yml",
                    "C:/catalog.yml"
                })
        void cannotLeadOutOfThemselves(String name) throws IOException {
            Path file = zip("conf.zip", "", Map.of(name, "a: 1"));

            var problem = problemOf(() -> ConfigSource.of(file.toString()));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNREADABLE);
            assertThat(problem.what()).contains(name);
            assertThat(problem.where()).containsExactly(Place.of(file.toString()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"conf.zip", "conf.tar.gz"})
        void thatAreBrokenAreAProblem(String name) throws IOException {
            Path file = Files.writeString(directory.resolve(name), "no archive at all");

            assertThat(problemOf(() -> ConfigSource.of(file.toString())).code()).isEqualTo(ConfigCode.UNREADABLE);
        }

        @Test
        void thatAreCutOffAreAProblem() throws IOException {
            Path file = directory.resolve("conf.tar.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(tar("base/catalog.yml", '0', "a: 1"), 0, 514);
            }

            assertThat(problemOf(() -> ConfigSource.of(file.toString())).code()).isEqualTo(ConfigCode.UNREADABLE);
        }

        private static byte[] tar(String name, char kind, String content) {
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            byte[] header = new byte[512];
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
            byte[] size = String.format("%011o", data.length).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(size, 0, header, 124, size.length);
            header[156] = (byte) kind;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(header);
            out.writeBytes(data);
            out.writeBytes(new byte[(512 - data.length % 512) % 512]);
            return out.toByteArray();
        }
    }

    @Nested
    class TheClassPath {

        @Test
        void mayHoldTheFolderInAJar() throws IOException {
            Map<String, String> withFolder = new TreeMap<>();
            withFolder.put("app/conf/", "");
            FILES.forEach((name, text) -> withFolder.put("app/conf/" + name, text));
            Path jar = zip("app.jar", "", withFolder);
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
                assertGivesTheSame(ConfigSource.classPath("app/conf", loader));
            }
        }

        @Test
        void mayHoldItInAFolder() throws IOException {
            ConfFolder conf = new ConfFolder(directory);
            FILES.forEach((name, text) -> conf.file(name, text));
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
                assertGivesTheSame(ConfigSource.classPath("conf/", loader));
            }
        }

        @Test
        void mayBeNamedByItsText() throws IOException {
            ConfFolder conf = new ConfFolder(directory);
            FILES.forEach((name, text) -> conf.file(name, text));
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
                Thread.currentThread().setContextClassLoader(loader);
                assertGivesTheSame(ConfigSource.of("classpath:conf"));
                assertThat(problemOf(() -> ConfigSource.of("classpath:nope")).what())
                        .isEqualTo("The class path has no folder 'nope'");
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }

        @Test
        void mayLackIt() {
            assertThat(problemOf(() -> ConfigSource.classPath(
                                    "nope/conf", getClass().getClassLoader()))
                            .code())
                    .isEqualTo(ConfigCode.NO_SOURCE);
        }
    }

    @Test
    void thatIsMissingIsAProblem() {
        var problem = problemOf(() -> ConfigSource.of(directory.resolve("nope").toString()));

        assertThat(problem.code()).isEqualTo(ConfigCode.NO_SOURCE);
        assertThat(problem.what()).endsWith("does not exist");
    }

    @Test
    void thatIsRemoteIsAProblemWithoutItsPassword() {
        var problem = problemOf(() -> ConfigSource.of("s3://anna:pw@bucket/conf"));

        assertThat(problem.what()).contains("is remote");
        assertThat(problem.toString()).doesNotContain("pw");
        assertThat(problem.fixes()).isNotEmpty();
    }

    @Test
    void thatIsAnotherFileIsAProblem() throws IOException {
        Path file = Files.writeString(directory.resolve("conf.yml"), "a: 1");

        assertThat(problemOf(() -> ConfigSource.of(file.toString())).what())
                .contains("neither a folder nor an archive");
    }
}
