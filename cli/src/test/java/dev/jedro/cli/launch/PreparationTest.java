package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.Version;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    @TempDir
    Path folder;

    TinyProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new TinyProject(folder.resolve("my projéct \"x\""));
    }

    private Path classFile(String name) {
        return project.root.resolve("target/classes").resolve(name);
    }

    @Nested
    class AFreshProject {

        @Test
        void isStartedByItsLaunchFileWhateverItsFolderIsCalled() throws IOException, InterruptedException {
            project.write("jedro.yml", "name: tiny\njvm:\n  - -Dgreeting=good \\ \"day\"\n");

            project.prepare();
            TinyProject.Started started = project.start("run", "--nodes", "a b,c");

            assertThat(started.lines())
                    .containsExactly(
                            "root=" + project.root, "greeting=good \\ \"day\"", "args=run|--nodes|a b,c", "hello");
            assertThat(started.code()).isEqualTo(7);
        }

        @Test
        void takesItsOwnJvmOptionsAfterOursSoThatTheyWin() throws IOException {
            project.write("jedro.yml", "name: tiny\njvm: [-XX:Tier4CompileThreshold=15000]\n");

            project.prepare();

            assertThat(Files.readAllLines(project.root.resolve("target/jedro/launch.args")))
                    .filteredOn(option -> option.contains("Tier4CompileThreshold"))
                    .containsExactly("\"-XX:Tier4CompileThreshold=600000\"", "\"-XX:Tier4CompileThreshold=15000\"");
        }

        @Test
        void asksMavenOnceAndWithoutTheNetwork() throws IOException {
            project.prepare();

            assertThat(project.root.resolve("target/jedro/root.txt")).hasContent(project.root.toString());
            assertThat(project.mavenCalls())
                    .singleElement()
                    .asString()
                    .contains("build-classpath")
                    .endsWith("-o");
            assertThat(project.progress).containsExactly("Asking Maven for the class path ...");
        }

        @Test
        void isToldThatItUsesAnotherVersionOfJedroWhichRuns() throws Exception {
            Path jar = folder.resolve("repo/dev/jedro/cli/0.0.9/cli-0.0.9.jar");
            Files.createDirectories(jar.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                zip.putNextEntry(new ZipEntry("dev/jedro/cli/ProjectMain.class"));
                Files.copy(project.library.resolve("dev/jedro/cli/ProjectMain.class"), zip);
            }
            project.maven("printf '%s' '" + jar + "' >\"$output\"");

            project.prepare();

            assertThat(project.progress)
                    .last()
                    .asString()
                    .startsWith("The project uses Jedro 0.0.9, this command is ")
                    .endsWith(". The project's version runs; pom.xml says which that is.");
            assertThat(project.start().lines()).contains("hello");
        }

        @Test
        void getsItsResources() throws IOException {
            project.write("src/main/resources/deep/er/x.txt", "x");

            project.prepare();

            assertThat(classFile("deep/er/x.txt")).hasContent("x");
        }

        @Test
        void keepsTheNamesOfParameters() throws Exception {
            project.write("src/main/java/p/Rec.java", "package p; public class Rec { public void m(int named) {} }");

            project.prepare();

            assertThat(new String(Files.readAllBytes(classFile("p/Rec.class")), StandardCharsets.ISO_8859_1))
                    .contains("MethodParameters", "LineNumberTable");
        }
    }

    @Nested
    class APreparedProject {

        @BeforeEach
        void prepareOnce() {
            project.prepare();
        }

        @Test
        void isNeitherCompiledNorResolvedAgain() throws IOException {
            FileTime before = Files.getLastModifiedTime(classFile("p/Hello.class"));

            project.prepare();

            assertThat(Files.getLastModifiedTime(classFile("p/Hello.class"))).isEqualTo(before);
            assertThat(project.mavenCalls()).hasSize(1);
        }

        @Test
        void isCompiledAgainAfterAnEdit() throws IOException, InterruptedException {
            project.write("src/main/java/p/Hello.java", TinyProject.hello("edited!"));

            project.prepare();

            assertThat(project.start().lines()).endsWith("edited!");
            assertThat(project.mavenCalls()).hasSize(1);
        }

        @Test
        void losesTheClassOfARemovedSource() throws IOException {
            Path source = project.write("src/main/java/p/Gone.java", "package p; class Gone {}");
            project.prepare();
            assertThat(classFile("p/Gone.class")).exists();
            Files.delete(source);

            project.prepare();

            assertThat(classFile("p/Gone.class")).doesNotExist();
            assertThat(classFile("p/Hello.class")).exists();
        }

        @Test
        void hasALaunchFileAsOldAsTheMomentBeforeItsSourcesWereRead() throws IOException {
            Path source = project.write("src/main/java/p/Hello.java", TinyProject.hello("later"));

            FileTime launch = Files.getLastModifiedTime(project.prepare());

            assertThat(launch).isGreaterThanOrEqualTo(Files.getLastModifiedTime(source));
            assertThat(launch).isLessThan(Files.getLastModifiedTime(classFile("p/Hello.class")));
        }

        @Test
        void isResolvedAgainWhenTheLibrariesAreGone() throws IOException {
            Path moved = folder.resolve("moved");
            Files.move(project.library, moved);
            project.maven("printf '%s' '" + moved + "' >\"$output\"");

            project.prepare();

            assertThat(project.mavenCalls()).hasSize(2);
            assertThat(project.root.resolve("target/jedro/libraries.txt")).hasContent(moved.toString());
        }

        @Test
        void isResolvedAgainAfterAChangeOfThePom() throws IOException {
            project.write("pom.xml", TinyProject.POM.replace("<version>1<", "<version>2<"));

            project.prepare();

            assertThat(project.mavenCalls()).hasSize(2);
            assertThat(project.root.resolve("target/jedro").toFile().list((dir, name) -> name.startsWith("cp-")))
                    .hasSize(1);
        }
    }

    @Nested
    class CodeThatDoesNotCompile {

        @Test
        void isReportedWithEveryErrorAtItsPlaceAndLeavesTheOldClasses() throws IOException {
            project.prepare();
            byte[] before = Files.readAllBytes(classFile("p/Hello.class"));
            project.write("src/main/java/p/Hello.java", "package p;\npublic class Hello { int x = \"no\"; }\n");
            project.write(
                    "src/main/java/p/Other.java", "package p;\n\nclass Other {\n  Missing m;\n  a.Absent a;\n}\n");

            List<Problem> problems = project.problems();

            assertThat(problems).extracting(Problem::code).containsOnly(CliCode.DOES_NOT_COMPILE);
            assertThat(problems)
                    .extracting(problem -> problem.where().get(0))
                    .containsExactly(
                            Place.of("src/main/java/p/Hello.java", 2, 30),
                            Place.of("src/main/java/p/Other.java", 4, 3),
                            Place.of("src/main/java/p/Other.java", 5, 4));
            assertThat(problems)
                    .flatExtracting(Problem::fixes)
                    .containsExactly(
                            "correct the name, or import what it names",
                            "correct the import, or add the library that has the package to pom.xml");
            assertThat(problems).anyMatch(problem -> problem.what().contains("String cannot be converted to int"));
            assertThat(Files.readAllBytes(classFile("p/Hello.class"))).isEqualTo(before);
            assertThat(project.root.resolve("target/jedro/classes-new")).doesNotExist();
        }

        @Test
        void isCompiledOnceItIsMended() throws IOException, InterruptedException {
            project.write("src/main/java/p/Hello.java", "package p; class {");
            assertThat(project.problems()).isNotEmpty();
            project.write("src/main/java/p/Hello.java", TinyProject.hello("mended"));

            project.prepare();

            assertThat(project.start().lines()).endsWith("mended");
        }
    }

    @Nested
    class MavenInTrouble {

        @Test
        void isAskedAgainWithTheNetworkWhenSomethingIsMissing() throws IOException {
            project.maven("""
                    case "$*" in
                      *" -o") echo '[ERROR] Cannot access central in offline mode'; exit 1 ;;
                      *) printf '%s' 'LIBRARY' >"$output" ;;
                    esac
                    """.replace("LIBRARY", project.library.toString()));

            project.prepare();

            assertThat(project.mavenCalls()).hasSize(2);
            assertThat(project.progress).endsWith("Fetching what is missing with Maven ...");
        }

        @Test
        void isQuotedAndItsLogIsNamed() throws IOException {
            project.maven("""
                    echo '[INFO] noise'
                    printf '\\033[0m\\033[0m[ERROR] The dependency x:y is odd -> [Help 1]\\n'
                    echo '[ERROR] -> [Help 1]'
                    exit 1
                    """);

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CliCode.MAVEN_FAILED);
            assertThat(problem.what())
                    .isEqualTo("Maven could not find the project's libraries.\nThe dependency x:y is odd");
            assertThat(problem.where()).containsExactly(Place.of("target/jedro/maven.log"));
            assertThat(problem.fixes().toString()).contains("target/jedro/maven.log");
        }

        @Test
        void thatReachesNobodyIsToldAsThat() throws IOException {
            project.maven("""
                    case "$*" in
                      *" -o") echo '[ERROR] x:y:1 has not been downloaded from it before' ;;
                      *) echo '[ERROR] Could not transfer artifact x:y:pom:1 from/to central: Connection refused' ;;
                    esac
                    exit 1
                    """);

            assertThat(project.problems().get(0).fixes().get(0))
                    .startsWith("connect to the network")
                    .contains("settings.xml");
            assertThat(project.mavenCalls()).hasSize(2);
            assertThat(folder.resolve("target/jedro/launch.args")).doesNotExist();
        }

        @Test
        void thatFindsNoSuchJedroIsToldWithBothVersions() throws IOException {
            project.maven("""
                    echo '[ERROR] Could not find artifact dev.jedro:framework-core:jar:0.0.9 in central (https://x)'
                    exit 1
                    """);

            assertThat(project.problems().get(0).fixes().get(0))
                    .startsWith("the project asks for Jedro 0.0.9, and this is Jedro " + Version.current() + ": name");
        }

        @Test
        void isMissedInWords() {
            Maven maven = new Maven(folder.resolve("no-wrapper"), Optional.empty(), folder, project.progress::add);

            assertThat(catchThrowableOfType(
                                    JedroException.class, () -> maven.executable(Map.of("PATH", folder.toString())))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(CliCode.NO_MAVEN);
                        assertThat(problem.where()).containsExactly(Place.of("PATH"));
                        assertThat(problem.fixes()).anyMatch(fix -> fix.contains("install Maven"));
                    });
        }

        @Test
        void compilesWhatNeedsItAndItsErrorsAreFound() throws IOException {
            project.write(
                    "pom.xml",
                    TinyProject.POM.replace(
                            "</project>",
                            "<build><plugins><plugin><artifactId>antlr4-maven-plugin"
                                    + "</artifactId></plugin></plugins></build></project>"));
            project.maven("""
                    case "$*" in
                      *" compile "*) echo '[ERROR] ROOT/src/main/java/p/Hello.java:[3,7] cannot find symbol'; exit 1 ;;
                      *) printf '%s' 'LIBRARY' >"$output" ;;
                    esac
                    """.replace("LIBRARY", project.library.toString()).replace("ROOT", project.root.toString()));

            List<Problem> problems = project.problems();

            assertThat(project.progress)
                    .endsWith("Compiling with Maven (its pom has the plugin antlr4-maven-plugin) ...");
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(CliCode.DOES_NOT_COMPILE);
                assertThat(problem.what()).isEqualTo("cannot find symbol");
                assertThat(problem.where()).containsExactly(Place.of("src/main/java/p/Hello.java", 3, 7));
            });
        }

        @Test
        void realMavenTellsWhenTheProjectDoesNotDependOnTheCommandLine() throws IOException {
            Files.delete(project.root.resolve("mvnw"));

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CliCode.FRAMEWORK_MISSING);
            assertThat(problem.where()).containsExactly(Place.of("pom.xml"));
            assertThat(problem.fixes().toString()).contains("dev.jedro:cli", "runtime");
        }
    }

    @Nested
    class FilesOfTheProject {

        @Test
        void aMissingPomIsNamed() throws IOException {
            Files.delete(project.root.resolve("pom.xml"));

            assertThat(project.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(CliCode.BAD_POM);
                assertThat(problem.where()).containsExactly(Place.of(project.root.toString()));
            });
        }

        @Test
        void aBrokenPomIsReportedAtItsLine() throws IOException {
            project.write("pom.xml", "<project>\n  <a></b>\n</project>\n");

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CliCode.BAD_POM);
            assertThat(problem.where().get(0).source()).isEqualTo("pom.xml");
            assertThat(problem.where().get(0).line()).isEqualTo(2);
        }

        @Test
        void aBrokenJedroYmlIsReportedAtItsLineWithoutAdviceOnOtherThings() throws IOException {
            project.write("jedro.yml", "name: [\nproject: p.Project\n");

            Problem problem = project.problems().get(0);

            assertThat(problem.where()).containsExactly(Place.of("jedro.yml", 3, 1));
            assertThat(problem.fixes()).containsExactly("mend that line, or close what is left open before it");
        }

        @Test
        void jvmOptionsThatJavaRefusesAreReportedInItsWords() throws IOException {
            project.write("jedro.yml", "name: tiny\njvm: [-Xmx1z]\n");

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CliCode.BAD_JVM_OPTIONS);
            assertThat(problem.what()).contains("Invalid maximum heap size: -Xmx1z");
            assertThat(problem.where()).containsExactly(Place.of("jedro.yml"));
        }

        @Test
        void jvmOptionsThatAreNoOptionsAreReportedAtTheirLine() throws IOException {
            project.write("jedro.yml", "name: tiny\njvm:\n  - -Xmx1g\n  - Xmx2g\n");

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CliCode.BAD_JVM_OPTIONS);
            assertThat(problem.where()).containsExactly(Place.of("jedro.yml", 4, 5));
            assertThat(problem.fixes().toString()).contains("jvm: [-Xmx4g]");
        }
    }

    @Test
    void severalLaunchersAtOnceAskMavenOnce() throws IOException, InterruptedException {
        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            launchers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.jedro.cli.Main",
                            "--prepare",
                            project.root.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("launcher-" + i + ".txt").toFile())
                    .start());
        }
        for (Process launcher : launchers) {
            assertThat(launcher.waitFor()).isZero();
        }

        assertThat(project.mavenCalls()).hasSize(1);
        assertThat(project.start().lines()).endsWith("hello");
    }
}
