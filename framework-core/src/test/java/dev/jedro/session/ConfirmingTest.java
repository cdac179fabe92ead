package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.dataset.Partitions;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmingTest {
    private static final Ref<Partitions<String>> INBOX = ref("inbox");
    private static final Ref<String> NEWS = ref("news");
    private static final Ref<String> REPORT = ref("report");

    @TempDir
    Path root;

    static String join(Partitions<String> parts) {
        StringBuilder all = new StringBuilder();
        parts.forEach((id, text) -> all.append(text));
        return all.toString();
    }

    static String publish(String news) {
        if (news.contains("bad")) {
            throw new IllegalArgumentException("bad news");
        }
        return news;
    }

    @Test
    void aNodeOfALaterStepConfirmsWhatTheFirstOneLoadedUnlessItFails() {
        TinyProject project = TinyProject.of(
                        root,
                        node(ConfirmingTest::join).from(INBOX).to(NEWS),
                        node(ConfirmingTest::publish).from(NEWS).to(REPORT).confirms(INBOX))
                .file("conf/base/catalog.yml", """
                        inbox: {type: Partitioned, path: data/inbox, dataset: Text, incremental: true}
                        report: {type: Text, filepath: data/report.txt}
                        """)
                .file("data/inbox/1", "one ")
                .file("data/inbox/2", "two ");
        try (Session session = project.open()) {
            session.run(RunRequest.DEFAULT);
            assertThat(project.read("data/report.txt")).isEqualTo("one two ");

            project.file("data/inbox/3", "bad ");
            session.run(RunRequest.DEFAULT);
            assertThat(project.read("data/inbox/CHECKPOINT")).isEqualTo("2");

            project.file("data/inbox/3", "three ");
            session.run(RunRequest.DEFAULT);
            assertThat(project.read("data/report.txt")).isEqualTo("three ");
            assertThat(project.read("data/inbox/CHECKPOINT")).isEqualTo("3");
        }
    }

    @Test
    void whatIsInMemoryOnlyIsConfirmedAtTheEndSoThatARunThatGoesOnGetsItAgain() {
        TinyProject project = TinyProject.of(
                        root,
                        node(ConfirmingTest::join).from(INBOX).to(NEWS).confirms(INBOX),
                        node(ConfirmingTest::publish).from(NEWS).to(REPORT))
                .file("conf/base/catalog.yml", """
                        inbox: {type: Partitioned, path: data/inbox, dataset: Text, incremental: true}
                        report: {type: Text, filepath: data/report.txt}
                        """)
                .file("data/inbox/1", "bad ");
        try (Session session = project.open()) {
            RunResult failed = session.run(RunRequest.DEFAULT);
            assertThat(root.resolve("data/inbox/CHECKPOINT")).doesNotExist();

            project.file("data/inbox/1", "good ");
            session.run(RunRequest.DEFAULT.slice(Slice.ALL.with(
                            Slice.Part.FROM_NODES,
                            failed.resume().orElseThrow().fromNodes().get(0))))
                    .orThrow();
            assertThat(project.read("data/report.txt")).isEqualTo("good ");
            assertThat(project.read("data/inbox/CHECKPOINT")).isEqualTo("1");
        }
    }

    @Test
    void whatIsSavedIsConfirmedAtOnceWhateverFailsAfterIt() {
        Ref<String> published = ref("published");
        TinyProject project = TinyProject.of(
                        root,
                        node(ConfirmingTest::join).from(INBOX).to(REPORT).confirms(INBOX),
                        node(ConfirmingTest::publish).from(REPORT).to(published))
                .file("conf/base/catalog.yml", """
                        inbox: {type: Partitioned, path: data/inbox, dataset: Text, incremental: true}
                        report: {type: Text, filepath: data/report.txt}
                        """)
                .file("data/inbox/1", "bad ");
        try (Session session = project.open()) {
            assertThat(session.run(RunRequest.DEFAULT).problems()).isNotEmpty();
        }
        assertThat(project.read("data/inbox/CHECKPOINT")).isEqualTo("1");
    }

    @Test
    void whatWasHandedInIsNotConfirmed() {
        TinyProject project = TinyProject.of(
                        root, node(ConfirmingTest::join).from(INBOX).to(REPORT).confirms(INBOX))
                .file("conf/base/catalog.yml", """
                        inbox: {type: Partitioned, path: data/inbox, dataset: Text, incremental: true}
                        report: {type: Text, filepath: data/report.txt}
                        """)
                .file("data/inbox/1", "one");
        try (Session session = project.open()) {
            session.run(RunRequest.DEFAULT.with(INBOX, Partitions.of(Map.of("9", "nine"))));
        }
        assertThat(project.read("data/report.txt")).isEqualTo("nine");
        assertThat(root.resolve("data/inbox/CHECKPOINT")).doesNotExist();
    }
}
