package dev.jedro.cli.plugin;

import dev.jedro.config.ConfigCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import dev.jedro.spi.OpensProject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Libraries with commands: good ones and others. */
public final class Greetings {
    private Greetings() {}

    /** Adds {@code greet} and {@code greet loudly} anywhere. */
    public static final class Anywhere implements CommandProvider {
        @Override
        public List<Object> commands(CommandContext context) {
            return List.of(new CommandLine(new Greet(context)).addSubcommand(new Loudly(context)));
        }

        @Override
        public boolean anywhere() {
            return true;
        }
    }

    /** Adds {@code greeting} in a project. */
    public static final class InProject implements CommandProvider {
        @Override
        public List<Object> commands(CommandContext context) {
            return List.of(new Greeting(context));
        }
    }

    public static final class Broken implements CommandProvider {
        @Override
        public List<Object> commands(CommandContext context) {
            throw new NoClassDefFoundError("org/apache/missing/Thing");
        }
    }

    public static final class Unmade implements CommandProvider {
        public Unmade() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public List<Object> commands(CommandContext context) {
            return List.of();
        }
    }

    /** Adds Jedro's own {@code run}, and {@code greet} once more. */
    public static final class Taking implements CommandProvider {
        @Override
        public List<Object> commands(CommandContext context) {
            return List.of(new Run(), new Greet(context));
        }

        @Override
        public boolean anywhere() {
            return true;
        }
    }

    @Command(name = "run", description = "Run away.")
    static final class Run {}

    @Command(name = "greet", description = "Greet the world.")
    static final class Greet implements Callable<Integer> {
        private final CommandContext context;

        @Option(names = "--fail", description = "Fail.")
        boolean fail;

        Greet(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            if (fail) {
                throw new JedroException(Problem.error(ConfigCode.UNKNOWN_KEY, "No one is there."));
            }
            context.out().println("Hello " + context.arguments());
            return 1;
        }
    }

    @Command(name = "loudly", description = "Greet loudly.")
    static final class Loudly implements Runnable {
        private final CommandContext context;

        Loudly(CommandContext context) {
            this.context = context;
        }

        @Override
        public void run() {
            context.out().println("HELLO");
        }
    }

    @Command(name = "greeting", description = "Tell the project's greeting.")
    static final class Greeting implements Callable<Integer>, OpensProject {
        private final CommandContext context;

        Greeting(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            return Jedro.inSession(context, "greeting", session -> {
                context.out().println(session.env() + ": " + session.config().parameters());
                context.err()
                        .println("kept: "
                                + session.config()
                                        .credentials()
                                        .at("shop.password")
                                        .orElseThrow());
                throw new IllegalStateException("with hunter2");
            });
        }
    }
}
