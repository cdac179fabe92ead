package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackageCommandTest {
    private static final String FOLDER = "META-INF/jedro/project/";

    @TempDir
    Path folder;

    LettersOnDisk project;
    Path elsewhere;

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(Files.createDirectories(folder.resolve("my project")));
        project.write("conf/prod/parameters.yml", "greeting: Honoured\n");
        project.write("conf/base/.hidden.yml", "x: 1\n");
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(elsewhere.resolve("data"));
        Files.writeString(elsewhere.resolve("data/name.txt"), "Ada\n");
        compileInto(project.root().resolve("target/classes"));
        useLibraries(List.of());
    }

    private void useLibraries(List<String> others) throws IOException {
        List<String> libraries = new ArrayList<>(others);
        libraries.add(signed().toString());
        libraries.add(merging("second.jar", "b.Two").toString());
        project.write("target/jedro/libraries.txt", String.join(File.pathSeparator, libraries) + "\n");
    }

    /** The project's class is one of this test's. */
    private static void compileInto(Path classes) throws IOException {
        Path own = Path.of(Letters.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path of = Path.of(Letters.class.getPackageName().replace('.', '/'));
        Files.createDirectories(classes.resolve(of));
        try (Stream<Path> files = Files.list(own.resolve(of))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("Letters(\\$.*)?\\.class"))
                    .toList()) {
                Files.copy(file, classes.resolve(of).resolve(file.getFileName()));
            }
        }
    }

    /** Jedro and what it needs; the engine of tables is as large as all others together, and has its own ways. */
    private static List<String> jedro() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("test-classes"))
                .filter(path -> !path.matches(".*(duckdb|databricks|junit|assertj|byte-buddy|surefire|starters).*"))
                .toList();
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** Java would refuse every class of a jar with a signature that does not hold for it. */
    private Path signed() throws IOException {
        return jar(
                "signed.jar",
                Map.of(
                        "META-INF/SOMEONE.SF", "Signature-Version: 1.0\nSHA-256-Digest-Manifest: AAAA\n",
                        "META-INF/SOMEONE.RSA", "no signature",
                        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n",
                        "META-INF/services/a.Service", "a.One",
                        "module-info.class", "x",
                        "twice.txt", "first"));
    }

    private Path merging(String name, String provider) throws IOException {
        return jar(name, Map.of("META-INF/services/a.Service", provider + "\n", "twice.txt", "second"));
    }

    private Path pack(String... options) {
        CommandRun run = project.jedro(
                Stream.concat(Stream.of("package"), Stream.of(options)).toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return project.root().resolve(run.out().split("  ")[0]);
    }

    private record Ended(int code, String out, String err) {}

    private Ended java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), out, Files.readString(err));
    }

    @Test
    void runsWithAJavaAloneWhereTheDataIs() throws Exception {
        useLibraries(jedro());
        String jar = pack().toString();

        Ended run = java("-jar", jar, "--pipelines", "letters");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(elsewhere.resolve("data/letter.txt")).hasContent("Dear Ada, yours.");

        assertThat(java("-jar", jar, "run", "--pipelines", "letters", "--env", "prod")
                        .code())
                .isZero();
        assertThat(elsewhere.resolve("data/letter.txt")).hasContent("Honoured Ada, yours.");

        Path conf = Files.createDirectories(elsewhere.resolve("conf/base"));
        Files.copy(project.root().resolve("conf/base/catalog.yml"), conf.resolve("catalog.yml"));
        Files.writeString(conf.resolve("parameters.yml"), "greeting: Hey\n");
        assertThat(java("-jar", jar, "--pipelines", "letters", "--conf-source", "conf")
                        .code())
                .isZero();
        assertThat(elsewhere.resolve("data/letter.txt")).hasContent("Hey Ada, yours.");

        Ended failed = java("-jar", jar, "--pipelines", "broken");
        assertThat(failed.code()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(failed.err()).contains("  java -jar '" + jar + "' run --pipelines broken");

        Ended unknown = java("-jar", jar, "--env", "prd");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).startsWith("printed while").contains("JED-211", "Near: prod");

        Ended nothing = java("-jar", jar, "new");
        assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("JED-630", "A packed project has no command 'new'.");
        assertThat(java("-jar", jar, "--help").out())
                .startsWith("Usage: java -jar '" + jar + "' [<command>]")
                .contains("  registry ")
                .doesNotContain("  new ", "  pipeline ");

        Ended list = java("-jar", jar, "registry", "list", "--format", "json");
        assertThat(list.out()).startsWith("[ {");
    }

    @Test
    void theThinOneRunsWithItsLibrariesBesideIt() throws Exception {
        Path module = Files.createDirectories(folder.resolve("words/target/classes"));
        Files.writeString(module.resolve("words.txt"), "x");
        project.write(
                "target/jedro/libraries.txt",
                String.join(File.pathSeparator, jedro()) + File.pathSeparator + module + File.pathSeparator + signed());
        pack("--thin");
        // Over the one that is there.
        Path jar = pack("--thin");

        try (Stream<Path> files = Files.list(jar.resolveSibling(""))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("letters.jar", "lib");
        }
        assertThat(jar.resolveSibling("lib/words.jar")).isRegularFile();
        assertThat(jar).hasToString(project.root() + "/target/package/letters/letters.jar");
        assertThat(Files.size(jar)).isLessThan(100_000);
        assertThat(jar.resolveSibling("lib/signed.jar")).hasSameBinaryContentAs(folder.resolve("signed.jar"));
        Ended run = java("-jar", jar.toString(), "--pipelines", "letters");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void hasTheConfigurationWithoutLocalAndMergesWhatMustBe() throws Exception {
        Path jar = pack();

        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith(FOLDER)))
                    .containsExactly(
                            FOLDER + "conf/",
                            FOLDER + "conf/base/",
                            FOLDER + "conf/base/catalog.yml",
                            FOLDER + "conf/base/parameters.yml",
                            FOLDER + "conf/prod/",
                            FOLDER + "conf/prod/parameters.yml",
                            FOLDER + "jedro.yml");
            assertThat(zip.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA)|.*module-info\\.class"));
            assertThat(text(zip, "META-INF/services/a.Service")).isEqualTo("a.One\nb.Two\n");
            assertThat(text(zip, "twice.txt")).isEqualTo("first");
            assertThat(text(zip, JarFile.MANIFEST_NAME)).contains("Multi-Release: true", "Main-Class: dev.jedro.cli");
        }
        assertThat(Files.readString(jar, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void hasTheSameBytesEveryTime() throws Exception {
        Path first = pack();
        Path copy = Files.copy(first, folder.resolve("first.jar"));
        Path parameters = project.root().resolve("conf/base/parameters.yml");
        Files.setLastModifiedTime(parameters, FileTime.fromMillis(0));

        assertThat(pack("-o", folder.resolve("other.jar").toString())).hasSameBinaryContentAs(copy);
    }

    @Nested
    class Tells {

        @Test
        void thatCredentialsGoIntoIt() throws IOException {
            project.write("conf/prod/credentials.yml", "shop:\n  password: hunter3\n");

            CommandRun run = project.jedro("package");

            assertThat(run.code()).isZero();
            assertThat(run.err())
                    .contains("JED-631", "at conf/prod/credentials.yml", "move it to the environment 'local'")
                    .doesNotContain("hunter3");
        }

        @Test
        void thatItCannotBeWrittenAndLeavesNothing() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));

            CommandRun run =
                    project.jedro("package", "-o", file.resolve("x.jar").toString());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-616").contains("file/x.jar", "--output");
            assertThat(file).isEmptyFile();
        }

        @Test
        void thatThereAreNoSourcesHere() throws IOException {
            Files.delete(project.root().resolve("target/jedro/libraries.txt"));

            CommandRun run = project.jedro("package");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-630").contains("jedro package");
        }
    }
}
