package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.NestedRun;
import java.nio.file.Path;
import java.util.Optional;

/** What nodes get in a run that is not tracked. */
final class UntrackedRun implements NestedRun {
    @Override
    public boolean tracked() {
        return false;
    }

    @Override
    public Optional<String> id() {
        return Optional.empty();
    }

    @Override
    public void param(String key, Object value) {}

    @Override
    public void metric(String key, double value, long step) {}

    @Override
    public void tag(String key, String value) {}

    @Override
    public void text(String path, String text) {}

    @Override
    public NestedRun nested(String name) {
        return this;
    }

    @Override
    public void artifact(Path file, String folder) {}

    @Override
    public void failed(String why) {}

    @Override
    public void close() {}
}
