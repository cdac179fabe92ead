package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.Dataset;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunCode;
import dev.jedro.run.RunResult;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that know what an engine's errors mean. */
class ExplainedErrorsTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");

    @TempDir
    Path root;

    private static final Hook KNOWS = new Hook() {
        @Override
        public Optional<Problem> explain(Throwable thrown) {
            return thrown instanceof IOException || thrown.getCause() instanceof IOException
                    ? Optional.of(Problem.error(RunCode.BROKEN, "The engine is out of steam.")
                            .fix("heat it"))
                    : Optional.empty();
        }
    };

    private static final Hook HAS_NO_IDEA = new Hook() {
        @Override
        public Optional<Problem> explain(Throwable thrown) {
            throw new IllegalStateException("no idea");
        }
    };

    static String fail() {
        throw new UncheckedIOException(new IOException("ERR-17"));
    }

    static String same(String text) {
        return text;
    }

    /** Runs on the engine. */
    public static final class Steam implements DatasetType<Steam.Options> {
        public record Options() {}

        @Override
        public String name() {
            return "Steam";
        }

        @Override
        public Class<Options> options() {
            return Options.class;
        }

        @Override
        public String javaTypes() {
            return "String";
        }

        @Override
        public boolean canLoad(Options options, Type type) {
            return true;
        }

        @Override
        public boolean canSave(Options options, Type type) {
            return true;
        }

        @Override
        public Dataset<?> open(Options options, Type type, DatasetContext context) {
            return new Dataset<String>() {
                @Override
                public String load() throws IOException {
                    throw new IOException("ERR-18\n\tat Engine.steam(Engine.java)");
                }

                @Override
                public void save(String value) throws IOException {
                    throw new IOException("ERR-19");
                }

                @Override
                public boolean exists() {
                    return true;
                }
            };
        }
    }

    @Test
    void areToldInTheWordsOfTheHookThatKnowsThem() {
        try (Session session =
                TinyProject.of(root, node(ExplainedErrorsTest::fail).to(A)).open()) {
            RunResult result = session.run(RunRequest.DEFAULT.hook(KNOWS).hook(HAS_NO_IDEA));

            assertThat(result.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.what()).isEqualTo("The engine is out of steam.");
                assertThat(problem.fixes()).containsExactly("heat it");
                assertThat(problem.where().get(0).source()).isEqualTo("ExplainedErrorsTest.java");
                assertThat(problem.where())
                        .contains(session.pipeline().nodes().get(0).place());
            });
            assertThat(result.errors()).singleElement().isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void nameTheDatasetThatKnewNoBetter() {
        TinyProject project = TinyProject.of(
                        root, node(ExplainedErrorsTest::same).from(A).to(B))
                .file("conf/base/catalog.yml", "a: {type: " + Steam.class.getName() + "}\n");
        try (Session session = project.open()) {
            Problem problem =
                    session.run(RunRequest.DEFAULT.hook(KNOWS)).problems().get(0);

            assertThat(problem.what()).startsWith("Dataset 'a' (").endsWith("): The engine is out of steam.");
            assertThat(problem.where().get(0).source()).isEqualTo("conf/base/catalog.yml");
            assertThat(problem.fixes()).containsExactly("heat it");
        }
    }
}
