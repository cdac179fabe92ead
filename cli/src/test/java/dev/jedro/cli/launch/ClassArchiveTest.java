package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real Java that makes and maps archives. */
class ClassArchiveTest {
    /** Spark asks for options of Java besides. */
    private static final String SPARK = "spark-sql-api_2.13-4.2.0.jar";

    @TempDir
    Path folder;

    TinyProject project;
    Path state;

    @BeforeEach
    void makesAProject() throws IOException {
        project = new TinyProject(folder.resolve("my projéct"));
        Path jar = folder.resolve(SPARK);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(project.library)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                zip.putNextEntry(new ZipEntry(project.library.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        project.maven("printf '%s' '" + jar + "' >\"$output\"");
        state = project.root.resolve("target/jedro");
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(state.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** The project's next runs load classes of the JDK that the ones before did not. */
    private void readXml() throws IOException {
        project.write("src/main/java/p/Hello.java", """
                package p;
                public class Hello {
                    public static String hello() throws Exception {
                        javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()
                                .parse(new java.io.ByteArrayInputStream("<a/>".getBytes()));
                        return "xml";
                    }
                }
                """);
        project.prepare();
    }

    /** What a run says of where Java took its classes from. */
    private String classesOfARun() throws IOException, InterruptedException {
        Path launch = state.resolve("launch.args");
        String options = Files.readString(launch);
        Files.writeString(launch, options.replace("-Xlog:disable", "-Xlog:class+load"));
        String said = run();
        Files.writeString(launch, options);
        return said;
    }

    /** Starts the project as the script starts {@code jedro run}. */
    private String run() throws IOException, InterruptedException {
        return start().output();
    }

    private record Ran(long process, String output) {}

    private Ran start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Files.exists(state.resolve(ClassArchive.RECORD))) {
            command.add("@" + state.resolve(ClassArchive.RECORD));
        }
        command.add("@" + state.resolve("launch.args"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.pid(), output);
    }

    private void recordAndMake() throws IOException, InterruptedException {
        recordAndMake("local");
    }

    private void recordAndMake(String environment) throws IOException, InterruptedException {
        String recorded = lines(ClassArchive.RECORD).get(1);
        make(start(), recorded, environment);
    }

    private void make(Ran run, String recorded, String environment) throws IOException, InterruptedException {
        assertThat(run.output()).contains("root=" + project.root);
        ArchiveMaker.main(new String[] {
            String.valueOf(run.process()),
            recorded.substring(recorded.indexOf('=') + 1, recorded.length() - 1),
            environment
        });
    }

    private List<Path> lists() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.toString().matches(".*-(pid\\d+|new)\\.list"))
                    .toList();
        }
    }

    @Nested
    class AProject {

        @Test
        void isStartedFromAnArchiveOfItsLibrariesAfterTheFirstRun() throws Exception {
            project.prepare();
            assertThat(lines("launch.args"))
                    .contains("\"--add-opens=java.base/java.nio=ALL-UNNAMED\"")
                    .noneMatch(line -> line.contains("SharedArchiveFile"))
                    .anyMatch(line -> line.endsWith(SPARK + ":" + project.root.resolve("target/classes") + "\""));
            FileTime prepared = Files.getLastModifiedTime(state.resolve("launch.args"));

            recordAndMake();

            assertThat(archives()).hasSize(1);
            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
            assertThat(Files.getLastModifiedTime(state.resolve("launch.args"))).isEqualTo(prepared);
            assertThat(run().lines().toList())
                    .as("nothing but the project's own words")
                    .hasSize(4)
                    .contains("hello");
            assertThat(classesOfARun())
                    .containsPattern("dev\\.jedro\\.cli\\.ProjectMain source: shared objects file")
                    .containsPattern("p\\.Hello source: file:");
        }

        @Test
        void isRecordedByEachRunInAListOfItsOwnUntilOneArchiveIsMade() throws Exception {
            project.prepare();
            String recorded = lines(ClassArchive.RECORD).get(1);
            Ran first = start();
            Ran second = start();
            start();
            assertThat(lists()).hasSize(3);

            make(second, recorded, "local");
            FileTime made = Files.getLastModifiedTime(archives().get(0));
            make(first, recorded, "local");
            project.prepare();

            assertThat(archives()).hasSize(1);
            assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
            assertThat(lists()).isEmpty();
        }

        @Test
        void learnsWhatRunsInAnotherEnvironmentLoad() throws Exception {
            project.prepare();
            recordAndMake();
            readXml();
            ArchiveMaker.leaveWord(state, "local");
            assertThat(state.resolve(ClassArchive.RECORD)).as("known").doesNotExist();
            assertThat(classesOfARun())
                    .containsPattern("xerces\\.internal\\.dom\\.DeferredDocumentImpl source: jrt:")
                    .containsPattern("dev\\.jedro\\.cli\\.ProjectMain source: shared objects file");

            ArchiveMaker.leaveWord(state, "connect");
            project.write("src/main/java/p/Unused.java", "package p; class Unused {}");
            project.prepare();
            assertThat(state.resolve(ClassArchive.RECORD))
                    .as("an edit does not take it back")
                    .exists();
            recordAndMake("connect");

            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
            assertThat(lines("learned.txt"))
                    .containsExactly(archives().get(0).getFileName().toString(), "local", "connect");
            assertThat(classesOfARun())
                    .containsPattern("xerces\\.internal\\.dom\\.DeferredDocumentImpl source: shared objects file")
                    .containsPattern("dev\\.jedro\\.cli\\.ProjectMain source: shared objects file");
            assertThat(lines("launch.args"))
                    .filteredOn(line -> line.contains("SharedArchiveFile"))
                    .hasSize(1);
        }

        @Test
        void waitsForARunInTheEnvironmentThatItLacksAndOtherRunsDoNotDisturbIt() throws Exception {
            project.prepare();
            recordAndMake();
            ArchiveMaker.leaveWord(state, "connect");
            assertThat(lines(ClassArchive.RECORD)).contains("\"-Djedro.recorded.for=connect\"");

            recordAndMake("local");
            assertThat(state.resolve(ClassArchive.RECORD)).as("still wanted").exists();
            assertThat(lists()).isEmpty();

            Files.delete(state.resolve("learned.txt"));
            Files.delete(state.resolve(ClassArchive.RECORD));
            ArchiveMaker.leaveWord(state, "local");
            assertThat(state.resolve(ClassArchive.RECORD))
                    .as("of an archive nobody knows what it has learned")
                    .exists();
        }

        @Test
        void keepsTheListOfARunThatGoesOn() throws Exception {
            project.prepare();
            recordAndMake();
            String stem = archives().get(0).getFileName().toString().replace(".jsa", "");
            Path goesOn = Files.createFile(
                    state.resolve(stem + "-pid" + ProcessHandle.current().pid() + ".list"));
            Path ended = Files.createFile(state.resolve(stem + "-pid" + Long.MAX_VALUE + ".list"));

            project.prepare();

            assertThat(goesOn).exists();
            assertThat(ended).doesNotExist();
        }

        @Test
        void keepsItsArchiveForAnEnvironmentThatLoadsTheSame() throws Exception {
            project.prepare();
            recordAndMake();
            FileTime made = Files.getLastModifiedTime(archives().get(0));

            ArchiveMaker.leaveWord(state, "prod");
            recordAndMake("prod");

            assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
            ArchiveMaker.leaveWord(state, "prod");
            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
        }

        @Test
        void keepsItsArchiveWhereJavaCannotMakeAnotherOne() throws Exception {
            project.prepare();
            recordAndMake();
            FileTime made = Files.getLastModifiedTime(archives().get(0));
            readXml();
            ArchiveMaker.leaveWord(state, "connect");
            String recorded = lines(ClassArchive.RECORD).get(1);
            Ran run = start();
            Path launch = state.resolve("launch.args");
            String options = Files.readString(launch);

            Files.writeString(launch, "-Xmx1k\n" + options);
            make(run, recorded, "connect");
            Files.writeString(launch, options);

            assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
            assertThat(lists()).isEmpty();
            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
            assertThat(run()).contains("xml");
        }

        @Test
        void keepsTheArchiveWhenItsOwnSourcesChangeAndLeavesItWithItsLibraries() throws Exception {
            project.prepare();
            recordAndMake();
            Path archive = archives().get(0);

            project.write("src/main/java/p/Hello.java", TinyProject.hello("changed"));
            project.prepare();
            assertThat(lines("launch.args").get(0)).isEqualTo("\"-XX:SharedArchiveFile=" + archive + "\"");
            assertThat(run()).contains("changed");

            Files.setLastModifiedTime(folder.resolve(SPARK), FileTime.fromMillis(1_000_000_000_000L));
            assertThat(run())
                    .as("Java refuses the archive without a word")
                    .contains("changed")
                    .doesNotContain("rror");
            project.prepare();
            assertThat(archives()).isEmpty();
            assertThat(lines("launch.args")).noneMatch(line -> line.contains("SharedArchiveFile"));
        }
    }

    @Nested
    class TheCommandLineItself {

        @Test
        void rehearsesWhatUsersDo() throws Exception {
            CommandLineArchive.main(new String[] {"--rehearse", folder.toString()});

            assertThat(folder.resolve("rehearsal/target/jedro/launch.args")).exists();
            assertThat(folder.resolve("rehearsal/target/jedro/maven.log"))
                    .as("Maven is not asked")
                    .doesNotExist();
        }
    }

    @Nested
    class NoArchive {

        @Test
        void isMadeWhereItIsSwitchedOff() throws IOException {
            project.write("jedro.yml", "name: tiny\nclass_archive: false\n");
            project.prepare();
            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
            assertThat(lines("launch.args"))
                    .anyMatch(line -> line.endsWith("target/classes:" + folder.resolve(SPARK) + "\""));

            project.write("jedro.yml", "name: tiny\nclass_archive: sometimes\n");
            assertThat(project.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code().id()).isEqualTo("JED-625");
                assertThat(problem.what()).isEqualTo("'class_archive' in jedro.yml is neither true nor false.");
                assertThat(problem.where()).containsExactly(Place.of("jedro.yml", 2, 16));
            });
        }

        @Test
        void isMadeWhereTheProjectReplacesAClassOfALibrary() throws IOException {
            project.prepare();
            assertThat(state.resolve(ClassArchive.RECORD)).exists();
            project.write(
                    "src/main/java/dev/jedro/cli/ProjectMain.java", "package dev.jedro.cli; class ProjectMain {}");
            project.prepare();

            assertThat(state.resolve(ClassArchive.RECORD)).doesNotExist();
            assertThat(lines("launch.args"))
                    .anyMatch(line -> line.endsWith("target/classes:" + folder.resolve(SPARK) + "\""));
        }
    }
}
