package dev.jedro.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How the script {@code jedro} starts a project. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptInAProjectTest extends LauncherScriptFixture {
    @Test
    void preparesOnceAndThenStartsTheProjectAtOnce() throws Exception {
        run(project.resolve("src/main"), "run");
        Answer second = run(project.resolve("src/main"), "run", "--params", "a=b c", "");

        assertThat(preparations()).containsExactly("prepare " + project);
        assertThat(second.arguments())
                .endsWith("@" + project.resolve("target/jedro/launch.args"), "run", "--params", "a=b c", "");
    }

    @Test
    void preparesAgainWhenASourceIsNewer() throws Exception {
        run(project, "run");
        edit(project.resolve("src/main/java/Node.java"));
        run(project, "run");

        assertThat(preparations()).hasSize(2);
    }

    @Test
    void tellsWhatACommandDoesWithoutThePreparationThatMightFail() throws Exception {
        assertThat(run(project, "run", "--help").arguments()).endsWith("dev.jedro.cli.Main", "run", "--help");
        assertThat(run(project, "help", "catalog", "list").arguments())
                .endsWith("dev.jedro.cli.Main", "catalog", "list", "--help");
        assertThat(preparations()).isEmpty();
    }

    @Test
    void preparesAgainWhenALibraryIsGone() throws Exception {
        run(project, "run");
        write(
                project.resolve("target/jedro/libraries.txt"),
                folder.resolve("repo/other.jar") + ":" + folder.resolve("gone.jar") + "\n");
        run(project, "run");

        assertThat(preparations()).hasSize(2);
    }

    @Test
    void preparesAgainWhenTheProjectWasCopiedFromAnotherFolder() throws Exception {
        run(project, "run");
        write(project.resolve("target/jedro/root.txt"), project + "\n");
        run(project, "run");
        assertThat(preparations()).as("where it was prepared").hasSize(1);

        write(project.resolve("target/jedro/root.txt"), folder.resolve("original") + "\n");
        run(project, "run");
        assertThat(preparations()).as("elsewhere").hasSize(2);
    }

    @Test
    void recordsTheClassesOfARunWhereThatIsAskedForButNotOnABuildServer() throws Exception {
        run(project, "run");
        Path record = project.resolve("target/jedro/record.args");
        write(record, "");
        List<String> command = List.of(checkout.resolve("jedro").toString(), "run");

        assertThat(start(project, Map.of("CI", ""), command).arguments()).contains("@" + record);
        assertThat(start(project, Map.of(), command).arguments()).doesNotContain("@" + record);
        assertThat(start(project, Map.of("CI", ""), List.of(command.get(0), "check"))
                        .arguments())
                .doesNotContain("@" + record);
    }

    @Test
    void usesJavasFirstCompilerOnlyForARunThatWasShortTheLastTime() throws Exception {
        run(project, "run");
        write(project.resolve("target/jedro/short-runs.txt"), "run\nrun --tags a  b\n");

        assertThat(run(project, "run").arguments()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(project, "run", "--tags", "a  b").arguments()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(project, "run", "--tags", "a b").arguments()).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void preparesAgainWhereMavenIsToldOfAnotherLocalRepository() throws Exception {
        run(project, "run");
        write(project.resolve("target/jedro/libraries.txt"), folder.resolve("repo/other.jar") + "\n");
        List<String> command = List.of(checkout.resolve("jedro").toString(), "run");

        start(project, Map.of("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=" + folder.resolve("repo")), command);
        assertThat(preparations()).as("the same one").hasSize(1);
        start(project, Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + folder.resolve("m2") + " -Xmx1g"), command);
        assertThat(preparations()).as("another one").hasSize(2);
    }

    @Test
    void isPreparedAgainWhenAnotherModuleOfItsBuildChanged() throws Exception {
        Path source = folder.resolve("my lib/src/main/Lib.java");
        write(source, "");
        run(project, "run");
        write(project.resolve("target/jedro/watched.txt"), source.getParent() + "\n");
        run(project, "run");
        assertThat(preparations()).hasSize(1);
        edit(source);
        run(project, "run");
        assertThat(preparations()).hasSize(2);
    }

    @Test
    void stopsWithTheExitCodeOfAPreparationThatFails() throws Exception {
        Files.writeString(folder.resolve("calls.txt.exit"), "2");
        Answer answer = run(project, "run");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void isTheNearestOneWhereTwoAreAboveTheFolder() throws Exception {
        Path inner = project.resolve("examples/inner");
        Files.createDirectories(inner.resolve("data/01_raw"));
        write(inner.resolve("jedro.yml"), "");

        run(inner.resolve("data/01_raw"), "run");
        run(project.resolve("examples"), "run");

        assertThat(preparations())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("prepare " + inner),
                        second -> assertThat(second).isEqualTo("prepare " + project));
    }

    @Test
    void leavesGlobalCommandsToTheCommandLine() throws Exception {
        assertThat(run(project, "new", "x").arguments())
                .contains("-Djedro.root=" + project)
                .endsWith("dev.jedro.cli.Main", "new", "x");
        assertThat(preparations()).isEmpty();
    }
}
