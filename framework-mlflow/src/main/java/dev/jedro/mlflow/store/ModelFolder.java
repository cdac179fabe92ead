package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A registered model on disk.
 *
 * @param path whose name is the model's
 */
record ModelFolder(Path path) {
    static final String ALIASES = "aliases";
    static final String TAGS = "tags";
    static final String NO_STAGE = "None";
    private static final String VERSION = "version-";

    Path meta() {
        return path.resolve(MetaFile.NAME);
    }

    Path version(int version) {
        return path.resolve(VERSION + version);
    }

    RegisteredModel read() throws IOException {
        MetaFile meta = MetaFile.read(meta());
        Map<String, ModelVersion> latest = new LinkedHashMap<>();
        for (ModelVersion version : versions()) {
            latest.put(version.stage(), version);
        }
        long created = meta.number("creation_timestamp").orElse(0);
        return new RegisteredModel(
                meta.needed("name"),
                meta.text("description"),
                created,
                meta.number("last_updated_timestamp").orElse(created),
                texts(path.resolve(TAGS)),
                aliases(),
                new ArrayList<>(latest.values()));
    }

    Map<String, String> aliases() throws IOException {
        return texts(path.resolve(ALIASES));
    }

    /** The lowest first. */
    List<ModelVersion> versions() throws IOException {
        List<ModelVersion> versions = new ArrayList<>();
        for (Path folder : StoreFiles.folders(path)) {
            String name = String.valueOf(folder.getFileName());
            if (name.matches(VERSION + "\\d{1,9}")
                    && folder.resolve(MetaFile.NAME).toFile().isFile()) {
                versions.add(readVersion(folder));
            }
        }
        versions.sort(Comparator.comparingInt(ModelVersion::version));
        return versions;
    }

    ModelVersion version(String version) throws IOException {
        Path folder = path.resolve(VERSION + version);
        if (!version.matches("\\d{1,9}")
                || !folder.resolve(MetaFile.NAME).toFile().isFile()) {
            List<String> known = versions().stream()
                    .map(one -> String.valueOf(one.version()))
                    .toList();
            throw new JedroException(Problem.error(
                            StoreCode.NOT_THERE,
                            "Model Version (name=" + path.getFileName() + ", version=" + version + ") not found")
                    .at(Place.of("version"))
                    .near(known.size() <= 5 ? known : NearNames.of(version, known)));
        }
        return readVersion(folder);
    }

    private ModelVersion readVersion(Path folder) throws IOException {
        MetaFile meta = MetaFile.read(folder.resolve(MetaFile.NAME));
        int version =
                (int) meta.number("version").orElseThrow(() -> MetaFile.damaged(meta.file(), 0, "has no 'version'"));
        List<String> aliases = aliases().entrySet().stream()
                .filter(alias -> alias.getValue().equals(String.valueOf(version)))
                .map(Map.Entry::getKey)
                .toList();
        String source = meta.text("source");
        long created = meta.number("creation_timestamp").orElse(0);
        return new ModelVersion(
                meta.needed("name"),
                version,
                meta.text("current_stage").isEmpty() ? NO_STAGE : meta.text("current_stage"),
                meta.text("description"),
                created,
                meta.number("last_updated_timestamp").orElse(created),
                source,
                meta.text("storage_location").isEmpty() ? source : meta.text("storage_location"),
                meta.text("run_id"),
                meta.text("run_link"),
                meta.text("model_id"),
                meta.text("user_id"),
                meta.text("status").isEmpty() ? "READY" : meta.text("status"),
                meta.text("status_message"),
                texts(folder.resolve(TAGS)),
                aliases);
    }

    /** The small files of a folder, by key. */
    static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String key : StoreFiles.keys(folder)) {
            texts.put(key, StoreFiles.read(folder.resolve(key)));
        }
        return texts;
    }
}
