package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.NestedRun;
import dev.jedro.mlflow.client.RunStatus;
import java.nio.file.Path;
import java.util.Optional;

/** What a node gets of a run that it has begun: it may end it. */
record ChildRun(ActiveRun run) implements NestedRun {
    @Override
    public boolean tracked() {
        return true;
    }

    @Override
    public Optional<String> id() {
        return run.id();
    }

    @Override
    public void param(String key, Object value) {
        run.param(key, value);
    }

    @Override
    public void metric(String key, double value, long step) {
        run.metric(key, value, step);
    }

    @Override
    public void tag(String key, String value) {
        run.tag(key, value);
    }

    @Override
    public void text(String path, String text) {
        run.text(path, text);
    }

    @Override
    public void artifact(Path file, String folder) {
        run.artifact(file, folder);
    }

    @Override
    public NestedRun nested(String name) {
        return run.nested(name);
    }

    @Override
    public void failed(String why) {
        run.tag(TrackingHook.ERROR_TAG, why);
        end(RunStatus.FAILED);
    }

    @Override
    public void close() {
        end(RunStatus.FINISHED);
    }

    private void end(RunStatus status) {
        run.end(status);
        run.throwIfFailed();
    }
}
