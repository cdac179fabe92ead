package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.DatasetInput;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that a run has to tell, in the order in which it happened. */
sealed interface Entry {

    /** How much room it takes in the queue, roughly in values. */
    default int weight() {
        return 1;
    }

    record Log(RunBatch batch) implements Entry {
        @Override
        public int weight() {
            return batch.metrics().size() + batch.params().size() + batch.tags().size();
        }
    }

    record Inputs(List<DatasetInput> inputs) implements Entry {}

    /** @param path among the run's artifacts, with its name */
    record Text(String path, String text) implements Entry {
        @Override
        public int weight() {
            return 1 + text.length() / 100;
        }
    }

    /**
     * @param path among the run's artifacts, with its name; a folder goes with all in it
     * @param ours whether the file was made to be sent, and is removed afterwards
     */
    record Upload(String path, Path file, boolean ours) implements Entry {}

    /**
     * @param path of the model's folder among the run's artifacts
     * @param registered hears the version's number
     */
    record Register(String model, String path, Optional<String> alias, Consumer<String> registered) implements Entry {}

    /** What takes time to find out, found out by the thread that sends. */
    record Later(Supplier<List<Entry>> entries) implements Entry {}

    record End(RunStatus status, Instant time) implements Entry {}
}
