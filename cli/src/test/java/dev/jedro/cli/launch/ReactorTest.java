package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that is a module of a larger build. */
class ReactorTest {
    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>t</groupId><artifactId>NAME</artifactId><version>1</version>
              MORE
            </project>
            """;

    private static final String TOP = """
            <packaging>pom</packaging>
            <modules><module>frame</module><module>app one</module><module>lib</module><module>other</module></modules>
            <properties>
              <maven.compiler.release>17</maven.compiler.release>
              <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
            </properties>
            <build><plugins>
              <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.15.0</version></plugin>
              <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
            </plugins></build>
            """;

    private static final String PARENT =
            "<parent><groupId>t</groupId><artifactId>top</artifactId><version>1</version></parent>";

    @TempDir
    Path folder;

    TinyProject project;

    @BeforeEach
    void makeABuild() throws IOException {
        folder = folder.toRealPath();
        project = new TinyProject(folder.resolve("app one"));
        pom("../pom.xml", "top", TOP);
        pom("pom.xml", "app", PARENT + "<dependencies>" + dependency("frame") + dependency("lib") + "</dependencies>");
        pom("../lib/pom.xml", "lib", PARENT);
        pom("../frame/pom.xml", "frame", PARENT);
        pom("../other/pom.xml", "other", PARENT);
        project.write("src/main/java/p/Hello.java", TinyProject.hello("x").replace("\"x\"", "lib.Words.word()"));
        // Stands for Jedro's command line.
        project.write(
                "../frame/src/main/java/dev/jedro/cli/ProjectMain.java",
                Files.readString(project.library.resolve("dev/jedro/cli/ProjectMain.java")));
        word("first");
    }

    private void pom(String file, String name, String more) throws IOException {
        project.write(file, POM.replace("NAME", name).replace("MORE", more));
    }

    private static String dependency(String name) {
        return "<dependency><groupId>t</groupId><artifactId>" + name + "</artifactId><version>1</version></dependency>";
    }

    private void word(String word) throws IOException {
        project.write(
                "../lib/src/main/java/lib/Words.java",
                "package lib;\npublic class Words { public static String word() { return \"" + word + "\"; } }\n");
    }

    @Test
    void compilesTheModulesThatItNeedsWithRealMavenAndAgainWhenTheyChange() throws Exception {
        Files.delete(project.root.resolve("mvnw"));

        project.prepare();

        assertThat(project.start().lines()).contains("first");
        assertThat(folder.resolve("other/target")).doesNotExist();
        PreparedProject prepared = new PreparedProject(project.root);
        assertThat(prepared.classes())
                .containsExactly(
                        project.root.resolve("target/classes"),
                        folder.resolve("frame/target/classes"),
                        folder.resolve("lib/target/classes"));
        assertThat(prepared.watchedBesides())
                .contains(folder.resolve("pom.xml"), folder.resolve("lib/src/main"), folder.resolve("lib/pom.xml"))
                .doesNotContain(folder.resolve("other/src/main"));

        word("second");
        Path source = folder.resolve("lib/src/main/java/lib/Words.java");
        // Maven looks at the times of files alone.
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        project.prepare();
        assertThat(project.start().lines()).contains("second");
        assertThat(project.progress).last().isEqualTo("Compiling with Maven (it needs ../frame, ../lib) ...");

        project.write("../lib/src/main/java/lib/Words.java", "package lib;\nclass Words { Missing it; }\n");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        Problem problem = project.problems().get(0);
        assertThat(problem.code()).isEqualTo(CliCode.DOES_NOT_COMPILE);
        assertThat(problem.where()).containsExactly(Place.of("../lib/src/main/java/lib/Words.java", 2, 15));
    }

    @Test
    void takesWhatAModulePacksFromTheLocalRepositoryIfMavenCannotBuildItSo() throws IOException {
        project.maven("""
                case "$*" in
                  *" -pl "*) echo '[ERROR] Could not resolve dependencies: Could not find artifact t:lib:jar:tests:1'; exit 1 ;;
                  *) mkdir -p 'ROOT/target/classes'; printf '%s' 'LIBRARY' >"$output" ;;
                esac
                """.replace("ROOT", project.root.toString()).replace("LIBRARY", project.library.toString()));

        project.prepare();

        assertThat(new PreparedProject(project.root).libraries()).containsExactly(project.library);
    }

    @Test
    void usesTheWrapperOfTheWholeBuildAndSaysHowToInstallWhatCannotBeHadOtherwise() throws IOException {
        project.maven("echo '[ERROR] Could not find artifact t:lib:jar:1'; exit 1");
        Files.move(project.root.resolve("mvnw"), folder.resolve("mvnw"));

        assertThat(project.problems().get(0).fixes().get(0))
                .endsWith("install that first: mvn -f ../pom.xml -DskipTests install");
        assertThat(project.mavenCalls())
                .first()
                .asString()
                .contains("-f " + folder.resolve("pom.xml") + " -pl app one -am");
    }

    @Test
    void isFoundThroughModulesOfModulesAndThroughParentsElsewhere() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("group/deep"));
        pom("../group/deep/pom.xml", "deep", "");
        pom("../group/pom.xml", "group", "<packaging>pom</packaging><modules><module>deep/pom.xml</module></modules>");
        assertThat(Reactor.of(deep)).map(Reactor::root).contains(folder.resolve("group"));

        pom("../pom.xml", "top", "<packaging>pom</packaging><modules><module>group</module></modules>");
        assertThat(Reactor.of(deep)).map(Reactor::root).contains(folder);

        pom(
                "../beside/pom.xml",
                "beside",
                "<packaging>pom</packaging><modules><module>../group/deep</module></modules>");
        pom("../pom.xml", "top", "");
        pom("../group/pom.xml", "group", "");
        pom(
                "../group/deep/pom.xml",
                "deep",
                "<parent><groupId>t</groupId><artifactId>beside</artifactId><version>1</version>"
                        + "<relativePath>../../beside</relativePath></parent>");
        assertThat(Reactor.of(deep)).contains(new Reactor(folder.resolve("beside"), deep, List.of(deep)));

        project.write("../beside/pom.xml", "<project");
        assertThat(Reactor.of(deep)).isEmpty();
    }
}
