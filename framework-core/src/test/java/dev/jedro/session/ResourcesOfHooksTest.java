package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.hook.Hook;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Data;
import shop.Steps;

/** What hooks give to nodes. */
class ResourcesOfHooksTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Resource<StringBuilder> BUILDER = Resource.of("builder", StringBuilder.class);

    @TempDir
    Path root;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Hook providing = new Hook() {
        @Override
        public List<ResourceProvider<?>> resources() {
            return List.of(new ResourceProvider<StringBuilder>() {
                @Override
                public Resource<StringBuilder> resource() {
                    return BUILDER;
                }

                @Override
                public StringBuilder open(ResourceContext context) {
                    log.add("open in " + context.env());
                    return new StringBuilder("builder:");
                }

                @Override
                public void close(StringBuilder opened) {
                    log.add("close " + opened);
                }
            });
        }
    };

    @Test
    void areOpenedOnceASessionAndClosedWithIt() {
        TinyProject project = TinyProject.of(
                root,
                node(ResourcesOfHooksTest::append).from(BUILDER, Data.ORDERS).to(B));
        try (Session session = Jedro.at(project.root()).hook(providing).open()) {
            session.run(RunRequest.DEFAULT.with(Data.ORDERS, "x")).orThrow();
            session.run(RunRequest.DEFAULT.with(Data.ORDERS, "y")).orThrow();
        }
        assertThat(log).containsExactly("open in local", "close builder:xy");
    }

    @Test
    void mayBeAnotherThingForEachRun() {
        Hook ofRun = new Hook() {
            @Override
            public List<ResourceProvider<?>> resources() {
                return List.of(new ResourceProvider<StringBuilder>() {
                    @Override
                    public Resource<StringBuilder> resource() {
                        return BUILDER;
                    }

                    @Override
                    public StringBuilder open(ResourceContext context) {
                        return new StringBuilder("of all");
                    }

                    @Override
                    public StringBuilder forRun(StringBuilder opened, RunScope run) {
                        log.add(run.info().runId());
                        return new StringBuilder("of one:");
                    }
                });
            }
        };
        TinyProject project = TinyProject.of(
                root,
                node(ResourcesOfHooksTest::append).from(BUILDER, Data.ORDERS).to(B));
        try (Session session = Jedro.at(project.root()).hook(ofRun).open()) {
            RunResult first = session.run(RunRequest.DEFAULT.with(Data.ORDERS, "x"));
            RunResult second = session.run(RunRequest.DEFAULT.with(Data.ORDERS, "y"));

            assertThat(first.output(B)).isEqualTo("of one:x");
            assertThat(second.output(B)).isEqualTo("of one:y");
            assertThat(log).containsExactly(first.id().value(), second.id().value());
        }
    }

    @Test
    void areNotOpenedIfNoNodeTakesThem() {
        TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
        try (Session session = Jedro.at(project.root()).hook(providing).open()) {
            session.run().orThrow();
        }
        assertThat(log).isEmpty();
    }

    static String append(StringBuilder builder, String text) {
        return builder.append(text).toString();
    }
}
