package dev.jedro.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import dev.jedro.spi.ConfigResolver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The code of docs/writing-a-plug-in.md. */
class PlugInGuideTest {

    // snippet: command
    public static final class WhereCommands implements CommandProvider {
        @Override
        public List<Object> commands(CommandContext context) {
            return List.of(new Where(context));
        }
    }

    @Command(name = "where", description = "Tell where the project is.")
    static final class Where implements Callable<Integer> {
        private final CommandContext context;

        Where(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.out().println(context.root().orElseThrow());
            return 0;
        }
    }
    // end

    // snippet: resolver
    public static final class UpperCase implements ConfigResolver {
        @Override
        public String name() {
            return "upper";
        }

        @Override
        public Object resolve(List<Object> arguments) {
            return String.valueOf(arguments.get(0)).toUpperCase(Locale.ROOT);
        }
    }
    // end

    @Test
    void theCommandAnswers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Path root = Path.of("/projects/flights");

        Object command = new WhereCommands()
                .commands(CommandContext.of(Optional.of(root), stream, stream))
                .get(0);

        assertThat(new CommandLine(command).execute()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo(root.toString());
    }

    @Test
    void theResolverAnswers() {
        assertThat(new UpperCase().resolve(List.of("emea"))).isEqualTo("EMEA");
    }
}
