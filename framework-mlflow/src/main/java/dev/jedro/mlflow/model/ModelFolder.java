package dev.jedro.mlflow.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.artifact.ArtifactPath;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A folder with a model: {@code MLmodel} and what its flavour needs. */
public final class ModelFolder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final String DESCRIPTION = "MLmodel";
    /** The newest that all versions of MLflow can use which read these folders. */
    private static final String PYTHON = "3.11.7";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFolder() {}

    /** All flavours there are. */
    private static List<ModelFlavour> flavours() {
        List<ModelFlavour> all = new ArrayList<>();
        ServiceLoader.load(ModelFlavour.class).forEach(all::add);
        return all;
    }

    /** The names of all flavours there are, sorted. */
    public static List<String> names() {
        return flavours().stream().map(ModelFlavour::name).sorted().toList();
    }

    /** @param wanted a flavour's name; the first that fits unless given */
    public static Optional<ModelFlavour> flavour(Optional<String> wanted, Type type) {
        return flavours().stream()
                .filter(flavour -> wanted.map(flavour.name()::equals).orElse(true) && flavour.fits(type))
                .findFirst();
    }

    /** What all flavours keep, in words. */
    public static String javaTypes() {
        return flavours().stream()
                .map(flavour -> flavour.javaTypes() + " (" + flavour.name() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing: no flavour is on the class path");
    }

    /**
     * Writes a model with its description.
     *
     * @param folder is there and empty
     * @param artifactPath where among the run's artifacts it will be
     * @param runId of the MLflow run; empty if not known
     * @param notes what is known of the model beside it
     */
    public static void write(
            Path folder,
            ModelFlavour flavour,
            Type type,
            Object model,
            String artifactPath,
            String runId,
            ModelNotes notes,
            DatasetContext context)
            throws Exception {
        Map<String, Map<String, Object>> flavours = flavour.write(folder, type, model, context);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("artifact_path", artifactPath);
        description.put("flavors", new TreeMap<>(flavours));
        description.put("mlflow_version", "2.17.2");
        description.put("model_uuid", UUID.randomUUID().toString().replace("-", ""));
        if (!runId.isEmpty()) {
            description.put("run_id", runId);
        }
        Optional<InputExample> example = notes.example(model);
        if (example.isPresent()) {
            description.put("saved_input_example_info", example.get().write(folder));
        }
        notes.signature(flavour, model).ifPresent(signature -> description.put("signature", described(signature)));
        description.put("utc_time_created", TIME.format(LocalDateTime.now(ZoneOffset.UTC)));
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setWidth(Integer.MAX_VALUE);
        Yaml yaml = new Yaml(style);
        Files.writeString(folder.resolve(DESCRIPTION), yaml.dump(description));
        if (!flavour.requirements().isEmpty()) {
            environment(folder, flavour, yaml);
        }
    }

    /** Names the run in the description of a model, if the folder is one and names none. */
    public static void ofRun(Path folder, String runId) {
        Path description = folder.resolve(DESCRIPTION);
        try {
            if (Files.isRegularFile(description)) {
                String text = Files.readString(description);
                if (!text.startsWith("run_id:") && !text.contains("\nrun_id:")) {
                    Files.writeString(
                            description, text.replaceFirst("(?m)^(model_uuid: .*)$", "$1\nrun_id: '" + runId + "'"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON in YAML, as MLflow keeps it. */
    private static Map<String, @Nullable Object> described(ModelSignature signature) {
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put("inputs", json(signature.inputs()));
        described.put("outputs", signature.outputs().isEmpty() ? null : json(signature.outputs()));
        described.put("params", null);
        return described;
    }

    private static String json(List<? extends ModelSignature.Field> fields) {
        return JSON.valueToTree(
                        fields.stream().map(ModelSignature.Field::described).toList())
                .toString();
    }

    /** What Python's tools make an environment of, to load or to serve the model. */
    private static void environment(Path folder, ModelFlavour flavour, Yaml yaml) throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), String.join("\n", flavour.requirements()) + "\n");
        Map<String, Object> python = new LinkedHashMap<>();
        python.put("python", PYTHON);
        python.put("build_dependencies", List.of("pip", "setuptools", "wheel"));
        python.put("dependencies", List.of("-r requirements.txt"));
        Files.writeString(folder.resolve("python_env.yaml"), yaml.dump(python));
        Map<String, Object> conda = new LinkedHashMap<>();
        conda.put("name", "mlflow-env");
        conda.put("channels", List.of("conda-forge"));
        conda.put("dependencies", List.of("python=" + PYTHON, "pip", Map.of("pip", flavour.requirements())));
        Files.writeString(folder.resolve("conda.yaml"), yaml.dump(conda));
    }

    /**
     * Reads a model.
     *
     * @param shown what the folder is called in messages
     * @throws JedroException {@link MlflowCode#BAD_MODEL} if it is none, or none for this type
     */
    public static Object read(Path folder, Optional<String> wanted, Type type, String shown, DatasetContext context)
            throws Exception {
        Map<String, Map<String, Object>> there = described(folder, shown);
        ModelFlavour flavour = flavours().stream()
                .filter(one ->
                        wanted.map(one.name()::equals).orElse(true) && there.containsKey(one.name()) && one.fits(type))
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                MlflowCode.BAD_MODEL,
                                "The model at " + shown + " has the flavours " + there.keySet()
                                        + "; none of them is known here for the type that is wanted.")
                        .at(context.place())
                        .fix("let the node take a type of: " + javaTypes())));
        return flavour.read(folder, there.getOrDefault(flavour.name(), Map.of()), type, context);
    }

    /**
     * The file or folder that a flavour's {@code data} names.
     *
     * @throws JedroException if it names none, or one that is not there; a name that leads out of the folder is one
     */
    public static Path file(Path folder, Map<String, Object> described) {
        Path file = folder.resolve(ArtifactPath.checked(String.valueOf(described.getOrDefault("data", ""))));
        if (!Files.exists(file)) {
            throw new JedroException(Problem.error(
                            MlflowCode.BAD_MODEL,
                            "The model lacks its " + folder.relativize(file) + ", which its MLmodel names.")
                    .at(Place.of(DESCRIPTION))
                    .fix("save the model again"));
        }
        return file;
    }

    private static Map<String, Map<String, Object>> described(Path folder, String shown) throws IOException {
        Path description = folder.resolve(DESCRIPTION);
        if (Files.isRegularFile(description) && flavoursOf(description) instanceof Map<?, ?> flavours) {
            Map<String, Map<String, Object>> described = new TreeMap<>();
            flavours.forEach((name, keys) -> described.put(String.valueOf(name), texts(keys)));
            return described;
        }
        throw new JedroException(
                Problem.error(MlflowCode.BAD_MODEL, "At " + shown + " is no model: it has no MLmodel that can be read.")
                        .at(Place.of(DESCRIPTION))
                        .fix("correct the name of the model, or the path"));
    }

    private static @Nullable Object flavoursOf(Path description) throws IOException {
        try {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(description));
            return root instanceof Map<?, ?> map ? map.get("flavors") : null;
        } catch (YAMLException e) {
            return null;
        }
    }

    private static Map<String, Object> texts(@Nullable Object keys) {
        Map<String, Object> texts = new LinkedHashMap<>();
        if (keys instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    texts.put(String.valueOf(key), value);
                }
            });
        }
        return texts;
    }
}
