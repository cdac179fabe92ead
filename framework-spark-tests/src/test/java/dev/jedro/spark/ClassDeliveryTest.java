package dev.jedro.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jedro.spark.session.OpenSession;
import dev.jedro.spark.udf.ProjectClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClassDeliveryTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("jedro.spark");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    Path root;

    @BeforeEach
    void listens() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listensNoMore() {
        logger.detachAppender(lines);
    }

    /** A session of a server that takes no classes. */
    private static final class Refusing implements OpenSession {
        private final AtomicReference<CompletableFuture<Void>> work = new AtomicReference<>();

        void awaitWork() throws Exception {
            Objects.requireNonNull(work.get()).get(10, TimeUnit.SECONDS);
        }

        @Override
        public SparkSession session() {
            throw new IllegalStateException("no artifacts here");
        }

        @Override
        public boolean remote() {
            return true;
        }

        @Override
        public void beforePlans(CompletableFuture<Void> doneFirst) {
            work.set(doneFirst);
        }

        @Override
        public Map<String, String> facts() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private List<String> warnings() {
        return lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("Functions of Java will not run"))
                .toList();
    }

    @Test
    void whatAServerDoesNotTakeIsAWarningAndPlansGoOn() throws Exception {
        Refusing session = new Refusing();
        ClassDelivery.of(new ProjectClasses(List.of(root), List.of())).to(session, () -> false);

        session.awaitWork();
        assertThat(warnings()).singleElement().asString().contains("no artifacts here");
    }

    @Test
    void aClassThatCannotBeReadIsToldByItsFile() throws Exception {
        Refusing session = new Refusing();
        Path gone = root.resolve("gone.jar");
        ClassDelivery.of(new ProjectClasses(List.of(), List.of(gone))).to(session, () -> false);

        session.awaitWork();
        assertThat(warnings()).singleElement().asString().endsWith("java.nio.file.NoSuchFileException: " + gone);
    }

    @Test
    void nobodyIsToldOnceTheSessionsAreClosed() throws Exception {
        Refusing session = new Refusing();
        ClassDelivery.of(new ProjectClasses(List.of(root), List.of())).to(session, () -> true);

        session.awaitWork();
        assertThat(warnings()).isEmpty();
    }
}
