package dev.jedro.mlflow.model;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
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
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A folder with a model: {@code MLmodel} and what its flavour needs. */
public final class ModelFolder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final String DESCRIPTION = "MLmodel";

    private ModelFolder() {}

    /** All flavours there are. */
    private static List<ModelFlavour> flavours() {
        List<ModelFlavour> all = new ArrayList<>();
        ServiceLoader.load(ModelFlavour.class).forEach(all::add);
        return all;
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
     */
    public static void write(
            Path folder,
            ModelFlavour flavour,
            Type type,
            Object model,
            String artifactPath,
            String runId,
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
        description.put("utc_time_created", TIME.format(LocalDateTime.now(ZoneOffset.UTC)));
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        Yaml yaml = new Yaml(style);
        Files.writeString(folder.resolve(DESCRIPTION), yaml.dump(description));
        if (!flavour.requirements().isEmpty()) {
            String requirements = String.join("\n", flavour.requirements()) + "\n";
            Files.writeString(folder.resolve("requirements.txt"), requirements);
            Files.writeString(
                    folder.resolve("python_env.yaml"),
                    yaml.dump(Map.of("python", "3.11.7", "dependencies", List.of("-r requirements.txt"))));
            Files.writeString(
                    folder.resolve("conda.yaml"),
                    yaml.dump(Map.of(
                            "name",
                            "mlflow-env",
                            "channels",
                            List.of("conda-forge"),
                            "dependencies",
                            List.of("python=3.11.7", "pip", Map.of("pip", flavour.requirements())))));
        }
    }

    /**
     * Reads a model.
     *
     * @param shown what the folder is called in messages
     * @throws JedroException {@link MlflowCode#BAD_MODEL} if it is none, or none for this type
     */
    public static Object read(Path folder, Optional<String> wanted, Type type, String shown, DatasetContext context)
            throws Exception {
        List<String> there = described(folder, shown);
        ModelFlavour flavour = flavours().stream()
                .filter(one ->
                        wanted.map(one.name()::equals).orElse(true) && there.contains(one.name()) && one.fits(type))
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                MlflowCode.BAD_MODEL,
                                "The model at " + shown + " has the flavours " + there
                                        + "; none of them is known here for the type that is wanted.")
                        .at(context.place())
                        .fix("let the node take a type of: " + javaTypes())));
        return flavour.read(folder, type, context);
    }

    private static List<String> described(Path folder, String shown) throws IOException {
        Path description = folder.resolve(DESCRIPTION);
        if (Files.isRegularFile(description)) {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(description));
            if (root instanceof Map<?, ?> map && map.get("flavors") instanceof Map<?, ?> flavours) {
                return flavours.keySet().stream().map(String::valueOf).toList();
            }
        }
        throw new JedroException(
                Problem.error(MlflowCode.BAD_MODEL, "At " + shown + " is no model: it has no MLmodel that can be read.")
                        .at(Place.of(DESCRIPTION))
                        .fix("correct the name of the model, or the path"));
    }
}
