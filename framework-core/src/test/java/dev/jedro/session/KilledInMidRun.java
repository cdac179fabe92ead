package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Ref;
import java.nio.file.Path;
import shop.Steps;

/** A process that runs a project whose second node never ends; somebody has to kill it. */
final class KilledInMidRun {
    private static final Ref<String> A = ref("a");

    private KilledInMidRun() {}

    public static void main(String[] args) throws InterruptedException {
        TinyProject project = TinyProject.of(
                        Path.of(args[0]),
                        node(Steps::source).to(A),
                        node(Steps::waits).from(A).to(ref("b")))
                .file("conf/base/catalog.yml", "a: {type: Text, filepath: data/a.txt}\n");
        try (Session session = project.open()) {
            RunHandle run = session.start(RunRequest.DEFAULT);
            Steps.running.await();
            System.out.println("waiting");
            run.await();
        }
    }
}
