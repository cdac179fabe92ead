package dev.jedro.cli.project;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.hook.AfterCommand;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The project of these tests: it writes letters to files. */
public final class Letters implements JedroProject {
    static final Ref<String> NAME = ref("name");
    static final Ref<String> DRAFT = ref("draft");
    static final Ref<String> LETTER = ref("letter");
    static final Ref<String> LOUD = ref("loud");
    static final Ref<String> NEVER = ref("never");
    static final Param<String> GREETING = param("greeting");

    @Override
    public void configure(ProjectBuilder project) {
        System.out.println("printed while the project is configured");
        project.hook(new Grumbling())
                .pipeline(
                        "letters",
                        () -> Pipeline.of(
                                node(Letters::begin)
                                        .from(NAME, GREETING)
                                        .to(DRAFT)
                                        .tagged("short"),
                                node(Letters::finish).from(DRAFT).to(LETTER),
                                node(Letters::shout).from(LETTER).to(LOUD).tagged("loud")))
                .pipeline(
                        "broken",
                        () -> Pipeline.of(
                                node(Letters::begin)
                                        .from(NAME, GREETING)
                                        .to(ref("start"))
                                        .named("start"),
                                node(Letters::fail)
                                        .from(Ref.<String>ref("start"))
                                        .to(ref("middle")),
                                node(Letters::shout)
                                        .from(Ref.<String>ref("middle"))
                                        .to(ref("end"))
                                        .named("end")))
                .pipeline(
                        "endless",
                        () -> Pipeline.of(node(Letters::waitForever).from(NAME).to(NEVER)));
    }

    /** Fails after each command that was given {@code --env=base}. */
    private static final class Grumbling implements Hook {
        @Override
        public void afterCommand(AfterCommand event) {
            if (event.arguments().contains("--env=base")) {
                throw new IllegalStateException("grumble");
            }
        }
    }

    static String begin(String name, String greeting) {
        System.out.println("printed by a node");
        return greeting + " " + name.strip();
    }

    static String finish(String draft) {
        return draft + ", yours.\n";
    }

    static String shout(String letter) {
        System.out.print("printed without a line end");
        return letter.toUpperCase(Locale.ROOT);
    }

    static String fail(String letter) {
        throw new IllegalArgumentException("cannot stand '" + letter + "'");
    }

    static String waitForever(String name) throws InterruptedException {
        new CountDownLatch(1).await();
        return name;
    }
}
