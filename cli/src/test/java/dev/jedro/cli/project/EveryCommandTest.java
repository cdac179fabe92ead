package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Help;
import dev.jedro.cli.global.GlobalCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What holds of every command, told by the commands' own model: a new one is tried without anybody having to remember it. */
class EveryCommandTest {
    /** What lists or tells something that programs want; all other commands do something. */
    private static final List<String> TELLING = List.of(
            "catalog describe name",
            "catalog list",
            "catalog patterns",
            "catalog refs",
            "catalog resolve",
            "check",
            "config explain params:greeting",
            "config show",
            "info",
            "registry describe letters",
            "registry list",
            "starter list");

    @TempDir
    Path root;

    private LettersOnDisk project;

    @BeforeEach
    void make() throws IOException {
        project = LettersOnDisk.in(root);
        project.write("src/main/java/p/A.java", "package p;\nclass A {}\n");
    }

    /** A command as it is typed, with what types it and the words that it cannot do without. */
    private record Typed(List<String> words, CommandLine command, Function<String[], CommandRun> run) {

        CommandRun with(String... more) {
            List<String> all = new ArrayList<>(words);
            all.addAll(Arrays.asList(more));
            return run.apply(all.toArray(String[]::new));
        }

        String[] needed() {
            return command.getCommandSpec().positionalParameters().stream()
                    .filter(PositionalParamSpec::required)
                    .map(word -> "x")
                    .toArray(String[]::new);
        }

        Stream<Typed> all() {
            return Stream.concat(
                    Stream.of(this),
                    command.getSubcommands().entrySet().stream().flatMap(entry -> {
                        List<String> longer = new ArrayList<>(words);
                        longer.add(entry.getKey());
                        return new Typed(longer, entry.getValue(), run).all();
                    }));
        }
    }

    /** All that Jedro has, each where it is typed: outside of projects, or in one. */
    private List<Typed> commands() {
        return Stream.concat(
                        typed(GlobalCommands.commands(), Help.GLOBAL.keySet(), CommandRun::jedro),
                        typed(ProjectCommands.commands(), Help.PROJECT.keySet(), project::jedro))
                .toList();
    }

    private static Stream<Typed> typed(CommandLine jedro, Set<String> own, Function<String[], CommandRun> run) {
        return jedro.getSubcommands().entrySet().stream()
                .filter(entry -> own.contains(entry.getKey()))
                .filter(entry -> entry.getValue().getCommandSpec().userObject() != null)
                .flatMap(entry -> new Typed(List.of(entry.getKey()), entry.getValue(), run).all());
    }

    /** The name with its third letter and the one before changed over; the last one doubled if that gives the same or another one's name. */
    private static String mistyped(String name, Collection<String> known) {
        int at = name.startsWith("--") ? 4 : 2;
        String swapped = name.length() > at
                ? name.substring(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.substring(at + 1)
                : name;
        return known.contains(swapped) ? name + name.charAt(name.length() - 1) : swapped;
    }

    @Test
    void namesTheNearOptionOfAMistypedOne() {
        SoftAssertions all = new SoftAssertions();
        int tried = 0;
        for (Typed typed : commands()) {
            Set<String> known = typed.command().getCommandSpec().optionsMap().keySet();
            for (OptionSpec option : typed.command().getCommandSpec().options()) {
                String name = option.longestName();
                if (name.length() < 5 || !typed.command().getSubcommands().isEmpty()) {
                    continue; // too short for a near name to mean anything; a group has only --help
                }
                String wrong = mistyped(name, known);
                List<String> line = new ArrayList<>(Arrays.asList(typed.needed()));
                line.add(wrong);
                CommandRun run = typed.with(line.toArray(String[]::new));
                tried++;
                all.assertThat(run.err())
                        .as("%s %s", typed.words(), wrong)
                        .startsWith("JED-602")
                        .contains("'" + wrong + "'")
                        .containsPattern("Near: .*" + name + "\\b");
                all.assertThat(run.code()).isEqualTo(ExitCode.USAGE);
                all.assertThat(run.out()).as("%s %s", typed.words(), wrong).isEmpty();
            }
        }
        all.assertThat(tried).isGreaterThan(100);
        all.assertAll();
    }

    @Test
    void namesTheNearCommandOfAMistypedOne() {
        SoftAssertions all = new SoftAssertions();
        for (Typed typed : commands()) {
            List<String> words = new ArrayList<>(typed.words());
            String name = words.remove(words.size() - 1);
            String wrong = mistyped(name, Help.own());
            words.add(wrong);
            CommandRun run = typed.run().apply(words.toArray(String[]::new));
            all.assertThat(run.err())
                    .as("%s", words)
                    .startsWith("JED-601")
                    .contains("'jedro " + String.join(" ", words) + "'")
                    .containsPattern("Near: .*\\b" + name + "\\b");
            all.assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            all.assertThat(run.out()).as("%s", words).isEmpty();
        }
        all.assertAll();
    }

    @Test
    void answersProgramsInJsonAndInNothingElse() throws IOException {
        Set<String> withFormat = new TreeSet<>();
        for (Typed typed : commands()) {
            if (typed.command().getCommandSpec().findOption("--format") != null) {
                withFormat.add(String.join(" ", typed.words()));
            }
        }
        assertThat(TELLING).allMatch(line -> withFormat.stream().anyMatch(line::startsWith));
        assertThat(withFormat).allMatch(name -> TELLING.stream().anyMatch(line -> line.startsWith(name)));
        ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        for (String line : TELLING) {
            String[] words = (line + " --format json").split(" ");
            CommandRun run = Help.GLOBAL.containsKey(words[0]) ? CommandRun.jedro(words) : project.jedro(words);
            assertThat(run.code()).as(line).isZero();
            assertThat(strict.readTree(run.out()).isContainerNode()).as(line).isTrue();
        }
    }

    @Test
    void hasAHelpThatNamesItAndSaysWhatItDoes() {
        SoftAssertions all = new SoftAssertions();
        for (Typed typed : commands()) {
            CommandRun run = typed.with("--help");
            all.assertThat(run.code()).as("%s", typed.words()).isZero();
            all.assertThat(run.out()).startsWith("Usage: jedro " + String.join(" ", typed.words()));
            all.assertThat(String.join(
                            " ", typed.command().getCommandSpec().usageMessage().description()))
                    .as("%s", typed.words())
                    .isNotBlank();
            all.assertThat(run.err()).as("%s", typed.words()).isEmpty();
        }
        all.assertAll();
    }
}
