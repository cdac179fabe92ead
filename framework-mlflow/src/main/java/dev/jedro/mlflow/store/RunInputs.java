package dev.jedro.mlflow.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which datasets a run read, and which models it made. A dataset is stored once an experiment, and each run points to it. */
final class RunInputs {
    private static final String DATASETS = "datasets";

    private RunInputs() {}

    static List<DatasetInput> read(RunFolder run) {
        List<DatasetInput> inputs = new ArrayList<>();
        for (Path folder : StoreFiles.folders(run.path().resolve(RunFolder.INPUTS))) {
            Path meta = folder.resolve(MetaFile.NAME);
            if (!meta.toFile().isFile()) {
                continue;
            }
            MetaFile input = StoreFiles.reading(meta, () -> MetaFile.read(meta));
            Path dataset = experiment(run)
                    .resolve(DATASETS)
                    .resolve(input.needed("source_id"))
                    .resolve(MetaFile.NAME);
            if (input.text("source_type").equals("DATASET") && dataset.toFile().isFile()) {
                inputs.add(dataset(StoreFiles.reading(dataset, () -> MetaFile.read(dataset)), input.map("tags")));
            }
        }
        return inputs;
    }

    private static Path experiment(RunFolder run) {
        Path parent = run.path().getParent();
        if (parent == null) {
            throw new IllegalStateException("a run is in an experiment: " + run.path());
        }
        return parent;
    }

    private static DatasetInput dataset(MetaFile meta, Map<String, String> tags) {
        return new DatasetInput(
                meta.needed("name"),
                meta.needed("digest"),
                meta.text("source_type"),
                meta.text("source"),
                meta.text("schema"),
                meta.text("profile"),
                tags);
    }

    /** Adds an input; one that is there already gets the new tags. */
    static void write(RunFolder run, String runId, DatasetInput input) throws IOException {
        String datasetId = md5(input.name() + input.digest());
        Path dataset = experiment(run).resolve(DATASETS).resolve(datasetId).resolve(MetaFile.NAME);
        if (!dataset.toFile().isFile()) {
            Files.createDirectories(dataset.resolveSibling(""));
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("digest", input.digest());
            values.put("name", input.name());
            values.put("profile", input.profile().isEmpty() ? null : input.profile());
            values.put("schema", input.schema().isEmpty() ? null : input.schema());
            values.put("source", input.source());
            values.put("source_type", input.sourceType());
            MetaFile.write(dataset, values);
        }
        Path meta = run.path()
                .resolve(RunFolder.INPUTS)
                .resolve(md5(datasetId + runId))
                .resolve(MetaFile.NAME);
        Files.createDirectories(meta.resolveSibling(""));
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("destination_id", datasetId); // Not the run's id: so do MLflow's own files.
        values.put("destination_type", "RUN");
        values.put("source_id", datasetId);
        values.put("source_type", "DATASET");
        values.put("tags", new TreeMap<>(input.tags()));
        MetaFile.write(meta, values);
    }

    static void check(DatasetInput input) {
        if (input.name().isEmpty()
                || input.digest().isEmpty()
                || input.sourceType().isEmpty()) {
            throw Limits.bad("dataset", "A dataset has no name, digest or source_type", "give all of them");
        }
        Limits.length("dataset name", input.name(), 500);
        Limits.length("dataset digest", input.digest(), 36);
        Limits.length("dataset source", input.source(), 65_535);
        Limits.length("dataset schema", input.schema(), 1_048_575);
        Limits.length("dataset profile", input.profile(), 16_777_215);
        input.tags().forEach((key, value) -> {
            Limits.length("input tag", key, 255);
            Limits.length("input tag value", value, 500);
        });
    }

    static List<Run.ModelOutput> outputs(RunFolder run) {
        List<Run.ModelOutput> outputs = new ArrayList<>();
        for (Path folder : StoreFiles.folders(run.path().resolve(RunFolder.OUTPUTS))) {
            Path meta = folder.resolve(MetaFile.NAME);
            if (meta.toFile().isFile()) {
                MetaFile output = StoreFiles.reading(meta, () -> MetaFile.read(meta));
                outputs.add(new Run.ModelOutput(
                        output.needed("destination_id"), output.number("step").orElse(0)));
            }
        }
        return outputs;
    }

    static void write(RunFolder run, Run.ModelOutput output) throws IOException {
        Path meta =
                run.path().resolve(RunFolder.OUTPUTS).resolve(output.modelId()).resolve(MetaFile.NAME);
        Files.createDirectories(meta.resolveSibling(""));
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("destination_id", output.modelId());
        values.put("destination_type", "MODEL_OUTPUT");
        values.put("source_id", output.modelId());
        values.put("source_type", "RUN_OUTPUT");
        values.put("step", output.step());
        values.put("tags", new HashMap<>());
        MetaFile.write(meta, values);
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }
}
