package dev.jedro.databricks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.testkit.FakeWorkspace;
import dev.jedro.problem.JedroException;
import dev.jedro.spi.CommandContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Types commands in a project's folder, with a home and a workspace of their own. Whatever they print bears no token. */
abstract class TypedCommands {
    static final String TOKEN = "dapi-planted-0123456789";
    static final String CLUSTER = "1120-101010-abcd1234";

    record Run(int code, String out, String err) {}

    @TempDir
    Path folder;

    final FakeWorkspace fake = FakeWorkspace.start().token(TOKEN);
    final Map<String, String> env = new LinkedHashMap<>();
    Path home;
    Path project;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("project"));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    Path cfg() {
        return home.resolve(".databrickscfg");
    }

    /** What a person at the terminal answers, one question after the other, the last one ever again; empty if there is no person. */
    List<String> person = List.of();

    CommandContext context(PrintStream out, PrintStream err) {
        return new CommandContext() {
            @Override
            public Optional<Path> root() {
                return Optional.of(project);
            }

            @Override
            public PrintStream out() {
                return out;
            }

            @Override
            public PrintStream err() {
                return err;
            }

            @Override
            public boolean interactive() {
                return !person.isEmpty();
            }

            @Override
            public Optional<String> ask(String question, String usual) {
                if (person.isEmpty()) {
                    return Optional.empty();
                }
                err.println(question);
                String answer = person.get(0);
                person = person.size() == 1 ? person : person.subList(1, person.size());
                return Optional.of(answer);
            }

            @Override
            public Optional<String> askSecret(String question) {
                return ask(question, "");
            }
        };
    }

    Run type(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandContext context = context(answers, rest);
        CommandLine line = DatabricksCommands.line(
                context,
                new Surroundings(env, home, Optional.of(project)),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof JedroException mistake) {
                mistake.problems().forEach(rest::println);
                return 2;
            }
            throw e;
        });
        int code = line.execute(arguments);
        Run run = new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(run.err()).doesNotContain(TOKEN);
        if (!List.of(arguments).contains("--show-secrets")) {
            assertThat(run.out()).doesNotContain(TOKEN);
        }
        return run;
    }

    void profile() throws IOException {
        Files.writeString(
                cfg(), "[dev]\nhost = " + fake.url() + "\ntoken = " + TOKEN + "\ncluster_id = " + CLUSTER + "\n");
        env.put("DATABRICKS_CONFIG_PROFILE", "dev");
    }
}
