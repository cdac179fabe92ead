package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jedro.pipeline.Piece;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import shop.Steps;

/** Parameters given for a run that nothing in it reads. */
class UnreadParamsTest {
    @TempDir
    Path root;

    private static final Piece NODE =
            node(Steps::same).from(param("options.name")).to(ref("b"));

    private TinyProject project() {
        return TinyProject.of(root, NODE).file("conf/base/parameters.yml", "options: {name: Ann}\n");
    }

    private static List<String> warnings(TinyProject project, Map<String, ?> params) {
        Logger logger = (Logger) LoggerFactory.getLogger("jedro.session");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.params(params));
            result.orThrow();
            List<String> logged = log.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(message -> message.startsWith("JED-516"))
                    .toList();
            assertThat(result.warnings()).extracting(Problem::toString).containsExactlyElementsOf(logged);
            return logged;
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void areToldBeforeItWithTheNearestNames() {
        Map<String, ?> params = Map.of("optoins", Map.of("name", "Bob"), "options", Map.of("nam", "Bob"));

        assertThat(warnings(project(), params)).containsExactlyInAnyOrder("""
                        JED-516  warning: Nothing in this run reads the parameter 'optoins' that it is given.
                                 at RunRequest.params
                                 Near: options.name
                                 Try:  correct the name, or leave it out""", """
                        JED-516  warning: Nothing in this run reads the parameter 'options.nam' that it is given.
                                 at RunRequest.params
                                 Near: options.name
                                 Try:  correct the name, or leave it out""");
    }

    @Test
    void areNotThoseOfAFileOrOfAnInterpolation() {
        TinyProject project = project()
                .file("conf/base/parameters.yml", "options: {name: Ann}\nother: {x: 1}\nnote: 'by ${who}'\n")
                .file("conf/base/globals.yml", "folder: '${runtime_params:folder,data}'\n")
                .file("conf/base/catalog.yml", "b: {type: Text, filepath: '${globals:folder}/b.txt'}\n");
        Map<String, ?> params = Map.of("who", "me", "folder", "out", "other", Map.of("x", 2));

        assertThat(warnings(project, params)).isEmpty();
        assertThat(root.resolve("out/b.txt")).hasContent("Ann");
    }
}
