package dev.jedro.spark.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started. Each verb returns a copy.
 *
 * @param port 0 for a free one
 * @param tokens those that are accepted; empty if none is asked for
 * @param conf Spark's settings; they win over those of the server
 * @param heap the most memory for its objects, as {@code -Xmx} takes it
 * @param classPath more entries of its class path, for instance a module's classes with a catalog
 * @param longRunning whether it compiles what it does often as well as the JVM and Spark can, as a server that is there for days; else it is quick at what it does once, as tests want it
 */
public record ServerOptions(
        int port,
        List<String> tokens,
        Map<String, String> conf,
        String heap,
        List<Path> classPath,
        boolean longRunning) {

    public static final ServerOptions DEFAULT = new ServerOptions(0, List.of(), Map.of(), "1g", List.of(), false);

    public ServerOptions {
        tokens = List.copyOf(tokens);
        conf = Map.copyOf(conf);
        classPath = List.copyOf(classPath);
    }

    public ServerOptions port(int newPort) {
        return new ServerOptions(newPort, tokens, conf, heap, classPath, longRunning);
    }

    public ServerOptions tokens(String... accepted) {
        return new ServerOptions(port, List.of(accepted), conf, heap, classPath, longRunning);
    }

    public ServerOptions conf(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(conf);
        more.put(key, value);
        return new ServerOptions(port, tokens, more, heap, classPath, longRunning);
    }

    public ServerOptions classPath(Path entry) {
        List<Path> more = new ArrayList<>(classPath);
        more.add(entry);
        return new ServerOptions(port, tokens, conf, heap, more, longRunning);
    }

    public ServerOptions heap(String most) {
        return new ServerOptions(port, tokens, conf, most, classPath, longRunning);
    }

    public ServerOptions leftRunning() {
        return new ServerOptions(port, tokens, conf, heap, classPath, true);
    }
}
