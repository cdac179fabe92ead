package dev.jedro.databricks.cli;

import dev.jedro.config.ConfigMap;
import dev.jedro.databricks.Cluster;
import dev.jedro.databricks.ClusterRuntime;
import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Network;
import dev.jedro.databricks.Setting;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Workspace;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks, each only where those that it needs have passed. */
final class Examination {
    private static final Pattern CLIENT =
            Pattern.compile("spark-connect-client-jvm_(\\d+\\.\\d+)-(\\d+\\.\\d+)[^/\\\\:;]*\\.jar");
    /** The oldest client that Jedro was tried with. */
    private static final String OLDEST_CLIENT = "4.1";

    private static final List<String> NEED_A_PROFILE =
            List.of("name", "connection", "tls", "login", "cluster", "runtime", "access", "warehouse");
    private final CommandContext context;
    private final Surroundings surroundings;
    private final Choice choice;
    private final List<Check> checks = new ArrayList<>();

    Examination(CommandContext context, Surroundings surroundings, Choice choice) {
        this.context = context;
        this.surroundings = surroundings;
        this.choice = choice;
    }

    List<Check> all() {
        checks.add(
                Check.pass("java", "Java " + Runtime.version().feature() + " in " + System.getProperty("java.home")));
        envFile();
        SparkFile file = sparkFile();
        DatabricksSettings settings;
        try {
            settings = choice.settings(context, surroundings, file);
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of("profile", problem)));
            skip(NEED_A_PROFILE, "there is no workspace to ask");
            return checks;
        }
        checks.add(Check.pass(
                "profile",
                settings.profile().map(name -> "profile '" + name + "', ").orElse("") + settings.host() + ", login by "
                        + settings.login() + " (" + loginPlace(settings) + ")"));
        settings.warnings().forEach(warning -> checks.add(Check.of("profile", warning)));
        if (network(settings)) {
            workspace(settings, file);
        }
        return checks;
    }

    /** What the project says of the workspace; nothing, and a failed check, if it cannot be read. */
    private SparkFile sparkFile() {
        SparkFile none = new SparkFile(ConfigMap.empty(Place.of("spark.yml")));
        if (context.root().isEmpty()) {
            return none;
        }
        try {
            SparkFile file = SparkFile.of(context, surroundings);
            if (!file.isEmpty()) {
                checks.add(Check.pass(
                        "spark.yml",
                        "provider " + file.provider().orElse("local") + " ("
                                + file.providerPlace().source() + "), auto_start "
                                + file.autoStart(context.interactive()).name().toLowerCase(Locale.ROOT)));
            }
            return file;
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of("spark.yml", problem)));
            return none;
        }
    }

    private static Place loginPlace(DatabricksSettings settings) {
        return List.of(Field.TOKEN, Field.CLIENT_ID, Field.HOST).stream()
                .flatMap(field -> settings.setting(field).stream())
                .map(Setting::place)
                .findFirst()
                .orElse(Place.of(settings.host().toString()));
    }

    private boolean network(DatabricksSettings settings) {
        Network network = Network.of(settings);
        return step("name", network::resolve) && step("connection", network::connect) && step("tls", network::secure);
    }

    private boolean step(String name, Supplier<String> look) {
        try {
            checks.add(Check.pass(name, look.get()));
            return true;
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of(name, problem)));
            skip(
                    NEED_A_PROFILE.subList(NEED_A_PROFILE.indexOf(name) + 1, NEED_A_PROFILE.size()),
                    "'" + name + "' failed");
            return false;
        }
    }

    private void workspace(DatabricksSettings settings, SparkFile file) {
        Workspace workspace = Workspace.of(settings);
        context.hide(workspace.mask());
        if (!step("login", () -> workspace.me().name())) {
            return;
        }
        if (settings.clusterId().isPresent()) {
            cluster(workspace, settings.clusterId().get());
        } else {
            noCluster(settings, file);
        }
        if (settings.warehouseId().isPresent()) {
            warehouse(workspace, settings.warehouseId().get());
        } else {
            checks.add(Check.skip("warehouse", "none is chosen"));
        }
    }

    /** Without one a run on Databricks fails; who only asks the workspace needs none. */
    private void noCluster(DatabricksSettings settings, SparkFile file) {
        List<String> rest = List.of("cluster", "runtime", "access");
        if (file.provider().filter("databricks"::equals).isEmpty()) {
            skip(rest, settings.serverless() ? "serverless is chosen" : "none is chosen");
            return;
        }
        try {
            settings.requireCompute(file.providerPlace());
            skip(rest, "serverless is chosen");
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of("cluster", problem)));
            skip(rest.subList(1, rest.size()), "none is chosen");
        }
    }

    private void cluster(Workspace workspace, String id) {
        Cluster cluster;
        try {
            cluster = workspace.cluster(id);
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of("cluster", problem)));
            skip(List.of("runtime", "access"), "'cluster' failed");
            return;
        }
        String detail = cluster.name() + " (" + id + ") is " + cluster.state();
        checks.add(
                cluster.running()
                        ? Check.pass("cluster", detail)
                        : new Check(
                                "cluster",
                                Check.Result.WARN,
                                detail,
                                DatabricksCode.CLUSTER_STOPPED.id(),
                                List.of("start it, which costs money: " + workspace.startCommand(cluster))));
        checks.add(runtime(cluster));
        checks.add(
                cluster.allowsConnect()
                        ? Check.pass("access", cluster.accessMode().orElse("not said"))
                        : Check.of(
                                "access",
                                Problem.error(
                                                DatabricksCode.ACCESS_MODE,
                                                "The access mode "
                                                        + cluster.accessMode().orElse("")
                                                        + " does not allow Spark Connect.")
                                        .fix("give the cluster the access mode Standard or Dedicated")));
    }

    /** The client of the project, whose minor version must not be newer than that of the runtime. */
    private Check runtime(Cluster cluster) {
        Optional<ClusterRuntime> runtime = cluster.runtime();
        Optional<Matcher> client = client();
        if (runtime.isEmpty() || runtime.get().spark().isEmpty()) {
            return Check.skip("runtime", "'" + cluster.sparkVersion() + "' is none that Jedro knows");
        }
        String spark = runtime.get().spark().get();
        String detail = runtime.get().version() + " is Spark " + spark;
        if (client.isEmpty()) {
            return Check.skip("runtime", detail + "; no project with Spark is here to compare it with");
        }
        String clientSpark = client.get().group(2);
        String clientScala = client.get().group(1);
        boolean sameScala = runtime.get().scala().map(clientScala::equals).orElse(true);
        if (sameScala && number(clientSpark) <= number(spark)) {
            return Check.pass("runtime", detail + ", the project's client is " + clientSpark);
        }
        Problem differ = Problem.error(
                        DatabricksCode.VERSIONS_DIFFER,
                        detail + ", but the project's client is Spark " + clientSpark + " with Scala " + clientScala
                                + ".")
                .fix("use a cluster with a newer runtime: 17.3 is Spark 4.0, 18 is 4.1, 19 is 4.2");
        return Check.of(
                "runtime",
                sameScala && number(spark) >= number(OLDEST_CLIENT)
                        ? differ.fix(
                                "set the version of Spark's client in the dependencyManagement of the project's pom.xml to one of Spark "
                                        + spark)
                        : differ);
    }

    private static int number(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    /** What the launcher wrote down of the project's class path. */
    private Optional<Matcher> client() {
        return context.root()
                .map(root -> root.resolve("target/jedro/libraries.txt"))
                .filter(Files::isRegularFile)
                .flatMap(file -> {
                    try {
                        return Optional.of(CLIENT.matcher(Files.readString(file)))
                                .filter(Matcher::find);
                    } catch (IOException e) {
                        return Optional.empty();
                    }
                });
    }

    private void warehouse(Workspace workspace, String id) {
        try {
            var warehouse = workspace.warehouse(id);
            checks.add(Check.pass("warehouse", warehouse.name() + " (" + id + ") is " + warehouse.state()));
        } catch (JedroException e) {
            e.problems().forEach(problem -> checks.add(Check.of("warehouse", problem)));
        }
    }

    /** A token in a .env that git does not ignore is soon in the repository. */
    private void envFile() {
        Optional<Path> root = context.root().filter(folder -> Files.exists(folder.resolve(".env")));
        if (root.isEmpty()) {
            return;
        }
        try {
            Path ignore = root.get().resolve(".gitignore");
            boolean ignored = Files.exists(ignore)
                    && Files.readAllLines(ignore).stream()
                            .map(String::strip)
                            .anyMatch(line -> line.matches("/?\\.env\\*?"));
            checks.add(
                    ignored
                            ? Check.pass(".env", "is ignored by git")
                            : new Check(
                                    ".env",
                                    Check.Result.WARN,
                                    "git does not ignore it",
                                    "",
                                    List.of("add the line .env to .gitignore")));
        } catch (IOException e) {
            checks.add(Check.skip(".env", ".gitignore cannot be read"));
        }
    }

    private void skip(List<String> names, String why) {
        names.forEach(name -> checks.add(Check.skip(name, why)));
    }
}
