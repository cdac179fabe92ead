package dev.jedro.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wiring in a Java module of its own. */
class ClosedModuleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    private static final String WIRING = """
            package shop;
            public class Wiring {
                static String clean(String text) { return text; }
                public static Object wire() {
                    return dev.jedro.pipeline.Nodes.node(Wiring::clean);
                }
            }
            """;

    @Test
    void thatIsNotOpenedIsToldSo() throws Exception {
        Method wire = compiled("module shop { exports shop; }");

        Problem problem = Steps.problemOf(() -> invoke(wire));

        assertThat(problem.code()).isEqualTo(PipelineCode.FUNCTION_CLOSED);
        assertThat(problem.what()).isEqualTo("Module 'shop' does not let Jedro see which method a node calls.");
        assertThat(problem.fixes()).containsExactly("open the package 'shop' to Jedro in module-info.java");
    }

    @Test
    void thatIsOpenedWorks() throws Exception {
        assertThat(invoke(compiled("module shop { exports shop; opens shop; }")))
                .isInstanceOf(Stages.NeedsInput1.class);
    }

    private static Object invoke(Method wire) throws Exception {
        try {
            return wire.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Compiles and loads a module that may use Jedro, which stands on the class path here. */
    private Method compiled(String module) throws IOException, ReflectiveOperationException {
        Path info = Files.writeString(folder.resolve("module-info.java"), module);
        Path wiring = Files.writeString(folder.resolve("Wiring.java"), WIRING);
        Path classes = folder.resolve("classes");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--add-reads",
                        "shop=ALL-UNNAMED",
                        "-proc:none",
                        info.toString(),
                        wiring.toString());
        assertThat(failed).isZero();
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
        ClassLoader jedro = ClosedModuleTest.class.getClassLoader();
        ModuleLayer.Controller controller =
                ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), jedro);
        Module shop = controller.layer().findModule("shop").orElseThrow();
        controller.addReads(shop, jedro.getUnnamedModule());
        return Class.forName(shop, "shop.Wiring").getMethod("wire");
    }
}
