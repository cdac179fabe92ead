package dev.jedro.spark.server;

import dev.jedro.spark.server.process.CallLog;
import dev.jedro.spark.server.process.ServerProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Spark Connect server with Delta, in a process of its own on a free port of the loopback. It is stopped whatever happens: by {@link #close}, by the end of this JVM, and by
 * itself when this JVM has been killed.
 */
public final class ConnectServer implements AutoCloseable {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    private static final List<String> QUICK_JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            // Spark loads twenty thousand classes, and to verify each takes longer than many a test.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    /** The property with one more entry of the shared server's class path. */
    public static final String CLASS_PATH = "jedro.connect.class.path";

    /** A resource: warnings go to standard error, and so to the file that {@link #log()} reads. */
    private static final String LOGGING = "dev/jedro/spark/server/server-log.xml";

    /** By its name only: its class needs what is on the class path of the server alone. */
    private static final String CALL_LOG = "dev.jedro.spark.server.process.CallLog";

    private static @Nullable ConnectServer shared;
    private final Process process;
    private final Path folder;
    private final int port;

    private ConnectServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * One server for all tests of this JVM, which accepts every call. Started when first asked for; do not {@link #kill} it. On its class path is also what the property
     * {@value #CLASS_PATH} names, a module's own catalogs for instance.
     */
    public static synchronized ConnectServer shared() {
        ConnectServer known = shared;
        if (known == null) {
            String more = System.getProperty(CLASS_PATH, "");
            // Without compiled code at all, which is a fifth of the CPU of tests; measured is a server that has it.
            ServerOptions options = ServerOptions.DEFAULT.conf("spark.sql.codegen.factoryMode", "NO_CODEGEN");
            known = start(more.isEmpty() ? options : withClassesOf(Path.of(more), options));
            shared = known;
        }
        return known;
    }

    /** Jedro's catalogs are for the tests to name; its files start no processes, else some twenty for each commit of a Delta table. */
    private static ServerOptions withClassesOf(Path frameworkSpark, ServerOptions options) {
        return options.classPath(frameworkSpark)
                .conf("spark.hadoop.fs.file.impl", "dev.jedro.spark.files.LocalFilesOfFileSystem")
                .conf("spark.hadoop.fs.AbstractFileSystem.file.impl", "dev.jedro.spark.files.LocalFilesOfContext");
    }

    /** Starts another server; takes some seconds. */
    public static ConnectServer start(ServerOptions options) {
        try {
            Path folder = Files.createTempDirectory("jedro-connect-");
            Files.write(folder.resolve("tokens"), options.tokens());
            Process process = new ProcessBuilder(command(options, folder))
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(process, folder)));
            return new ConnectServer(process, folder, port(process, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(ServerOptions options, Path folder) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.master", "local[2]");
        conf.put("spark.app.name", "connect-server");
        conf.put("spark.ui.enabled", "false");
        conf.put("spark.driver.host", "localhost");
        conf.put("spark.driver.bindAddress", "127.0.0.1");
        conf.put("spark.sql.shuffle.partitions", "1");
        conf.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
        conf.put("spark.databricks.delta.snapshotPartitions", "1");
        conf.put("spark.buffer.pageSize", "4m");
        if (!options.longRunning()) {
            // For a handful of rows it takes longer to compile code than to run without.
            conf.put("spark.sql.codegen.wholeStage", "false");
        }
        conf.put("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
        conf.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        conf.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        conf.put("spark.connect.grpc.binding.address", "127.0.0.1");
        conf.put("spark.connect.grpc.binding.port", String.valueOf(options.port()));
        conf.put("spark.connect.grpc.interceptor.classes", CALL_LOG);
        conf.putAll(options.conf());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + options.heap());
        command.addAll(JVM);
        if (!options.longRunning()) {
            command.addAll(QUICK_JVM);
        }
        command.add("-D" + CallLog.LOG + "=" + folder.resolve("calls"));
        command.add("-D" + CallLog.TOKENS + "=" + folder.resolve("tokens"));
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Dlogback.configurationFile=" + LOGGING);
        conf.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(classPath(options));
        command.add(ServerProcess.class.getName());
        return command;
    }

    private static String classPath(ServerOptions options) {
        List<String> entries = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(ConnectServer.class.getResourceAsStream("class-path.txt"))) {
            entries.add(Path.of(ConnectServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
            entries.add(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        options.classPath().forEach(entry -> entries.add(entry.toString()));
        return String.join(File.pathSeparator, entries);
    }

    /** What the server tells when it listens. */
    private static int port(Process process, Path folder) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ServerProcess.PORT)) {
                Thread drain = new Thread(() -> said.lines().forEach(more -> {}), "connect-server-output");
                drain.setDaemon(true);
                drain.start();
                return Integer.parseInt(line.substring(ServerProcess.PORT.length()));
            }
        }
        List<String> log = Files.readAllLines(folder.resolve("server.log"));
        throw new IllegalStateException("The Spark Connect server did not start:\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size())));
    }

    /** {@code sc://localhost:…}, without any parameter. */
    public String url() {
        return "sc://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** All calls so far, the oldest first. */
    public List<Call> calls() {
        Path calls = folder.resolve("calls");
        try {
            return Files.exists(calls)
                    ? Files.readAllLines(calls).stream().map(Call::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headers of all calls so far, the oldest first. */
    public List<Map<String, String>> headers() {
        return calls().stream().map(Call::headers).toList();
    }

    /** From now on only calls with one of these tokens are accepted; all if there are none. */
    public void accept(String... tokens) {
        try {
            Files.write(folder.resolve("tokens"), List.of(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server has logged. */
    public String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as a crash would; waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server and removes its files. */
    @Override
    public void close() {
        kill();
        remove(process, folder);
    }

    private static void remove(Process process, Path folder) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            // a temporary folder is left behind
        }
    }
}
