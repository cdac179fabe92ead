package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.hook.BeforeNode;
import dev.jedro.hook.Hook;
import dev.jedro.hook.ProcessEnds;
import dev.jedro.pipeline.Ref;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.Runner;
import java.nio.file.Path;
import java.util.Map;
import shop.Steps;

/** A process with a run whose second node calls {@code System.exit}, or a hook before it if a second argument says so. */
final class EndsItsProcess {
    private static final Ref<String> A = ref("a");

    private EndsItsProcess() {}

    static String ends(String text) {
        System.exit(7);
        return text;
    }

    public static void main(String[] args) {
        TinyProject project = TinyProject.of(
                        Path.of(args[0]),
                        node(Steps::source).to(A),
                        node(EndsItsProcess::ends).from(A).to(ref("b")))
                .file("conf/base/catalog.yml", "a: {type: Text, filepath: data/a.txt}\n");
        RunListener listener = new RunListener() {
            @Override
            public void processEnds(RunResult result) {
                System.out.println("told: "
                        + result.resume().map(resume -> resume.argument()).orElse(""));
            }
        };
        Hook hook = new Hook() {
            @Override
            public Map<String, Object> beforeNode(BeforeNode e) {
                if (args.length > 1 && e.node().name().equals("ends")) {
                    System.exit(7);
                }
                return Map.of();
            }

            @Override
            public void processEnds(ProcessEnds e) {
                System.out.println("hook: " + e.problem().code().id() + " " + e.exited());
            }
        };
        try (Session session = project.open()) {
            session.run(RunRequest.DEFAULT
                    .runner(Runner.parallel(2))
                    .listener(listener)
                    .hook(hook));
        }
    }
}
