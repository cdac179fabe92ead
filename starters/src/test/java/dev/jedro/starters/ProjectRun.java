package dev.jedro.starters;

import dev.jedro.session.Jedro;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.nio.file.Path;

/** Runs the project of the folder that it is started in: one run for each argument, of the pipelines that it names with commas between. */
final class ProjectRun {
    private ProjectRun() {}

    public static void main(String[] runs) {
        for (String pipelines : runs) {
            try (Session session = Jedro.open(Path.of(""))) {
                StarterProject.run(session, RunRequest.of(pipelines.split(",")));
            }
        }
    }
}
