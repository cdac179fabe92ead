package dev.jedro.spark;

import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ProjectConfig;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.connect.ConnectSession;
import dev.jedro.spark.rows.RowSettings;
import dev.jedro.spark.session.LocalNames;
import dev.jedro.spark.session.OpenSession;
import dev.jedro.spark.session.ProgressListener;
import dev.jedro.spark.session.Providers;
import dev.jedro.spark.session.SessionChoice;
import dev.jedro.spark.session.SessionOwner;
import dev.jedro.spark.session.SessionRequest;
import dev.jedro.spark.session.SparkSettings;
import dev.jedro.spark.udf.ProjectClasses;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The Spark sessions of a project, opened when first asked for: what the hook, nodes and datasets share. Thread-safe. */
public final class SparkSessions implements AutoCloseable {
    /** The name of the session that is asked for without a name. */
    public static final String DEFAULT = "";

    static final String SECTION = "spark";
    private final Path root;
    private final SparkSettings settings;
    private final Surroundings surroundings;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Deque<OpenSession> newestFirst = new ArrayDeque<>();
    private boolean closed;

    private final SessionUse use = new SessionUse();
    private final List<ProgressListener> listeners = new CopyOnWriteArrayList<>();

    private final Consumer<String> secrets;
    private volatile Predicate<String> person = question -> false;

    private SparkSessions(Path root, ConfigMap section, Consumer<String> secrets) {
        this.root = root;
        this.settings = SparkSettings.of(section);
        this.surroundings = Surroundings.of(Optional.of(root));
        this.secrets = secrets;
    }

    /** The sessions of the project that a dataset belongs to. */
    public static SparkSessions of(DatasetContext context) {
        return context.shared(
                SparkSessions.class,
                () -> new SparkSessions(context.projectRoot(), context.config(SECTION), secret -> {}));
    }

    /** Sessions that no run shares; whoever asks for them closes them. */
    public static SparkSessions of(Path root, ProjectConfig config) {
        return new SparkSessions(root, config.section(SECTION), config.secrets()::note);
    }

    static SparkSessions of(SharedResources shared, Path root, ProjectConfig config) {
        return shared.get(SparkSessions.class, () -> of(root, config));
    }

    /** The session without a name. */
    public SparkSession session() {
        return session(DEFAULT);
    }

    /**
     * A session by its name in {@code sessions:} of spark.yml; opened if nobody has asked before.
     *
     * @throws dev.jedro.problem.JedroException if there is no such name, or the session cannot be opened
     */
    public SparkSession session(String name) {
        return open(name).session();
    }

    /** Whether a session's work is done in another process; says so without opening it. */
    public boolean remote(String name) {
        return Providers.remote(settings.choose(name, surroundings).settings());
    }

    /** The same of the session without a name, as far as can be told: what is wrong with its settings is no matter here. */
    boolean seemsRemote() {
        try {
            return remote(DEFAULT);
        } catch (JedroException e) {
            return false;
        }
    }

    /** How much may go between Java and Spark. */
    public RowSettings rows() {
        return settings.rows();
    }

    /** The names in {@code sessions:} of spark.yml; without the empty one. */
    public Set<String> names() {
        return settings.names();
    }

    /** The names of all sessions: the empty one, and those in {@code sessions:}. */
    public List<String> allNames() {
        List<String> all = new ArrayList<>(List.of(DEFAULT));
        all.addAll(names());
        return List.copyOf(all);
    }

    private OpenSession open(String name) {
        Slot slot;
        synchronized (this) {
            requireOpen();
            slot = slots.computeIfAbsent(name, key -> new Slot());
        }
        slot.lock.lock(); // who wants another session does not wait
        try {
            OpenSession known = slot.session;
            if (known == null) {
                Optional<ClassDelivery> ahead = remote(name) ? Optional.of(classes()) : Optional.empty();
                known = Providers.open(request(name));
                keep(known);
                if (known.remote()) {
                    ahead.orElseGet(this::classes).to(known, this::isClosed);
                }
                slot.session = known;
            }
            return known;
        } finally {
            slot.lock.unlock();
        }
    }

    private ClassDelivery classes() {
        return settings.classes().send()
                ? ClassDelivery.of(ProjectClasses.of(root, settings.classes(), settings.classesPlace()))
                : ClassDelivery.NONE;
    }

    /**
     * Finds what is wrong with the settings of a session, without opening it or asking anybody.
     *
     * @throws dev.jedro.problem.JedroException with all that is wrong
     */
    void check(String name) {
        if (!opened().containsKey(name)) {
            Providers.check(request(name));
        }
    }

    /** Finds what is wrong with the classes that will be sent to the remote ones of these sessions; those that are open have theirs. */
    void checkClasses(Set<String> names) {
        Set<String> open = opened().keySet();
        if (settings.classes().send() && names.stream().anyMatch(name -> !open.contains(name) && remote(name))) {
            ProjectClasses.check(root, settings.classes(), settings.classesPlace());
        }
    }

    /** Which names of tables a session takes, without opening it; empty if it works in another process, or somebody else has made it. */
    public Optional<LocalNames> localNames(String name) {
        if (!Providers.local(settings.choose(name, surroundings).settings())) {
            return Optional.empty();
        }
        OpenSession open = opened().get(name);
        return Optional.of(
                open == null
                        ? Providers.localNames(request(name))
                        : new LocalNames(CollectionConverters.asJava(
                                open.session().conf().getAll())));
    }

    private SessionRequest request(String name) {
        return new SessionRequest(
                name, root, settings.choose(name, surroundings), settings.written(name), surroundings, new Owner());
    }

    /** What counts for a session, with the source of each value; opens nothing. */
    public Map<String, SessionChoice.Value> explain(String name) {
        return Providers.explain(request(name));
    }

    /** What is wrong with the address of a session's server; asks nobody. */
    public List<Problem> addressMistakes(String name) {
        return Providers.addressMistakes(request(name));
    }

    /** What the provider says of a session that it has opened, such as {@code version}; opens it if nobody has asked before. */
    public Map<String, String> facts(String name) {
        return open(name).facts();
    }

    /** To be told how far work on any of the sessions is. */
    void listen(ProgressListener listener) {
        listeners.add(listener);
    }

    /** Who is asked where a person has to agree to something. */
    void person(Predicate<String> asked) {
        person = asked;
    }

    /** What works with the sessions just now. */
    public SessionUse use() {
        return use;
    }

    /** Whether a session is open that Jedro itself has made on a server: nobody else knows it. */
    public boolean madeOnServer(String name) {
        return opened().get(name) instanceof ConnectSession;
    }

    private final class Owner implements SessionOwner {
        @Override
        public void progress(List<String> tags, long done, long total) {
            listeners.forEach(listener -> listener.progress(tags, done, total));
        }

        @Override
        public void secret(String value) {
            secrets.accept(value);
        }

        @Override
        public boolean agrees(String question) {
            return person.test(question);
        }
    }

    /** Those that are open, by name. */
    Map<String, OpenSession> opened() {
        Map<String, Slot> all;
        synchronized (this) {
            all = new TreeMap<>(slots);
        }
        Map<String, OpenSession> opened = new TreeMap<>();
        all.forEach((name, slot) -> {
            OpenSession known = slot.session;
            if (known != null) {
                opened.put(name, known);
            }
        });
        return opened;
    }

    /** Closes those that the next run cannot use; they are opened anew when somebody asks. */
    void discardUnusable() {
        Map<String, Slot> all;
        synchronized (this) {
            all = Map.copyOf(slots);
        }
        all.values().forEach(slot -> {
            slot.lock.lock();
            try {
                OpenSession known = slot.session;
                if (known != null && !known.usable()) {
                    slot.session = null;
                    synchronized (this) {
                        newestFirst.remove(known);
                    }
                    known.close();
                }
            } finally {
                slot.lock.unlock();
            }
        });
    }

    private void keep(OpenSession opened) {
        synchronized (this) {
            if (!closed) {
                newestFirst.push(opened);
                return;
            }
        }
        opened.close();
        requireOpen();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("asked for a Spark session after the project's session was closed");
        }
    }

    /** Closes what was opened here, the newest first. */
    @Override
    public void close() {
        Deque<OpenSession> all;
        synchronized (this) {
            closed = true;
            all = new ArrayDeque<>(newestFirst);
            newestFirst.clear();
        }
        all.forEach(OpenSession::close);
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable OpenSession session;
    }
}
