package dev.jedro.mlflow.tracking;

import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where runs go, and who said so. */
sealed interface Target {
    /** What the guide calls the local store. */
    String DEFAULT_FOLDER = "mlruns";

    Place origin();

    /** A store in a folder, served within this process. */
    record Folder(Path path, Place origin) implements Target {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A server. */
    record Server(URI uri, Place origin) implements Target {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** A Databricks workspace. */
    record Databricks(Optional<String> profile, Place origin) implements Target {
        @Override
        public String toString() {
            return profile.map(name -> "databricks://" + name).orElse("databricks");
        }
    }

    static Target of(ConfigMap section, MlflowSettings settings, Surroundings surroundings, Path root) {
        Optional<String> written = settings.server().mlflowTrackingUri();
        if (written.isPresent()) {
            return parse(written.get(), MlflowSettings.place(section, "server.mlflow_tracking_uri"), root);
        }
        Optional<String> variable = surroundings.get("MLFLOW_TRACKING_URI");
        return variable.isPresent()
                ? parse(variable.get(), Place.of("MLFLOW_TRACKING_URI"), root)
                : new Folder(root.resolve(DEFAULT_FOLDER), Place.of("(default)"));
    }

    /** Empty if models are registered where runs are tracked. */
    static Optional<Target> registry(ConfigMap section, MlflowSettings settings, Surroundings surroundings, Path root) {
        Optional<String> written = settings.server().mlflowRegistryUri();
        Place place = written.isPresent()
                ? MlflowSettings.place(section, "server.mlflow_registry_uri")
                : Place.of("MLFLOW_REGISTRY_URI");
        return written.or(() -> surroundings.get("MLFLOW_REGISTRY_URI")).map(uri -> parse(uri, place, root));
    }

    static Target parse(String text, Place origin, Path root) {
        String uri = text.strip();
        if (uri.equals("databricks")) {
            return new Databricks(Optional.empty(), origin);
        }
        if (uri.startsWith("databricks://")) {
            return new Databricks(Optional.of(uri.substring("databricks://".length())), origin);
        }
        if (uri.equals("databricks-uc") || uri.startsWith("databricks-uc://")) {
            throw bad("leads to the models of Unity Catalog, whose API Jedro does not speak yet", origin)
                    .fixed("use databricks or databricks://profile, the registry of the workspace");
        }
        try {
            if (uri.startsWith("http://") || uri.startsWith("https://")) {
                URI parsed = new URI(uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
                if (parsed.getHost() == null) {
                    throw new URISyntaxException("the address", "it names no host");
                }
                if (parsed.getUserInfo() != null) {
                    throw bad("holds a user or a password", origin)
                            .fixed("put them into credentials.yml and name the entry under server.credentials");
                }
                return new Server(parsed, origin);
            }
            if (uri.startsWith("file:")) {
                return new Folder(Path.of(new URI(uri)), origin);
            }
            if (!uri.contains("://") && !uri.startsWith("sqlite:")) {
                return new Folder(root.resolve(uri), origin);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw bad("cannot be understood: " + e.getMessage(), origin).fixed("write it as http://host:port");
        }
        throw bad("'" + uri.replaceFirst(":.*", "") + "' is no scheme that Jedro can speak", origin)
                .fixed(
                        "use http(s)://host:port, databricks, databricks://profile or a folder; a database needs 'mlflow server' before it");
    }

    /** The start of a problem that still wants its fix. */
    record Bad(Problem problem) {
        JedroException fixed(String fix) {
            return new JedroException(problem.fix(fix));
        }
    }

    private static Bad bad(String why, Place origin) {
        return new Bad(Problem.error(MlflowCode.BAD_URI, "The address of the tracking server " + why + ".")
                .at(origin));
    }
}
