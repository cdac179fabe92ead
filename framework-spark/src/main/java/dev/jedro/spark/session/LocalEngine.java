package dev.jedro.spark.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.StaticSQLConf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one engine that a process can have. The first session starts it, each further one is a session of its own on it, with its own settings, catalogs and
 * temporary views; the last one that is closed stops it. An engine that somebody else has started is used and never stopped.
 */
final class LocalEngine implements OpenSession {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    /** Differ from project to project, and nobody minds. */
    private static final Set<String> NAMES_ONLY = Set.of("spark.app.name", "spark.sql.warehouse.dir");

    private static @Nullable SparkSession first;
    private static int sessions;

    private final SparkSession session;
    private final boolean ours;
    private final LocalProgress listener;
    private boolean closed;

    private LocalEngine(SparkSession session, boolean ours, LocalProgress listener) {
        this.session = session;
        this.ours = ours;
        this.listener = listener;
    }

    static synchronized OpenSession open(String master, Map<String, String> conf, ProgressListener progress) {
        Map<String, String> ofSession = new LinkedHashMap<>(conf);
        ofSession.keySet().removeIf(LocalEngine::isOfEngine);
        Map<String, String> ofEngine = new LinkedHashMap<>(conf);
        ofEngine.keySet().removeAll(ofSession.keySet());
        SparkSession running = running();
        boolean ours = running == null || running == first;
        SparkSession session;
        if (running == null) {
            session = start(master, ofEngine);
            first = session;
        } else {
            tellIgnored(running, ofEngine);
            session = running.newSession();
        }
        ofSession.forEach(session.conf()::set);
        sessions += ours ? 1 : 0;
        LocalProgress listener = new LocalProgress(progress);
        session.sparkContext().addSparkListener(listener);
        return new LocalEngine(session, ours, listener);
    }

    /** Whether a setting is for all sessions of the process, and fixed once the engine has started. */
    private static boolean isOfEngine(String key) {
        StaticSQLConf.WAREHOUSE_PATH(); // only then does Spark know its own
        return SQLConf.isStaticConfigKey(key) || !(key.startsWith("spark.sql.") || key.startsWith("spark.databricks."));
    }

    private static @Nullable SparkSession running() {
        SparkSession known = first;
        if (known != null && !known.sparkContext().isStopped()) {
            return known;
        }
        first = null;
        sessions = 0;
        scala.Option<org.apache.spark.sql.classic.SparkSession> other =
                org.apache.spark.sql.classic.SparkSession.getDefaultSession();
        if (other.isDefined() && !other.get().sparkContext().isStopped()) {
            return other.get();
        }
        // A remote session may be the default one, in front of an engine that somebody else has started.
        return SparkEnv.get() == null
                ? null
                : SparkSession.builder().config("spark.api.mode", "classic").getOrCreate();
    }

    private static SparkSession start(String master, Map<String, String> conf) {
        SparkSession.Builder builder =
                SparkSession.builder().config("spark.api.mode", "classic").master(master);
        conf.forEach(builder::config);
        return builder.getOrCreate();
    }

    private static void tellIgnored(SparkSession running, Map<String, String> wanted) {
        SparkConf conf = running.sparkContext().conf();
        List<String> ignored = wanted.entrySet().stream()
                .filter(entry -> !NAMES_ONLY.contains(entry.getKey()))
                .filter(entry -> !conf.get(entry.getKey(), "").equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!ignored.isEmpty()) {
            LOG.warn("The Spark engine of this process has started already, with other values of {}", ignored);
        }
    }

    @Override
    public SparkSession session() {
        return session;
    }

    @Override
    public boolean remote() {
        return false;
    }

    @Override
    public boolean usable() {
        return !session.sparkContext().isStopped();
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("engine", "local");
        facts.put("version", session.version());
        facts.put("master", session.sparkContext().master());
        return facts;
    }

    private static void stop() {
        SparkSession known = first;
        first = null;
        if (known != null) {
            known.stop();
        }
    }

    @Override
    public void close() {
        synchronized (LocalEngine.class) {
            if (closed) {
                return;
            }
            closed = true;
            session.sparkContext().removeSparkListener(listener);
            if (ours && --sessions == 0) {
                stop();
            }
        }
    }
}
