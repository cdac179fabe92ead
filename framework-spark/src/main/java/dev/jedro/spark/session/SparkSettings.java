package dev.jedro.spark.session;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.rows.RowSettings;
import dev.jedro.spark.udf.ClassSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code spark.yml} says: the session without a name, and those under {@code sessions:}. */
public final class SparkSettings {
    private static final String SESSIONS = "sessions";
    private static final String ROWS = "rows";
    private static final String CLASSES = "classes";
    /** Keys that say nothing of one session alone. */
    static final List<String> OF_ALL_SESSIONS = List.of(SESSIONS, ROWS, CLASSES);

    private final ConfigMap section;
    private final Map<String, SessionSettings> byName;
    private final RowSettings rows;
    private final ClassSettings classes;

    private SparkSettings(
            ConfigMap section, Map<String, SessionSettings> byName, RowSettings rows, ClassSettings classes) {
        this.section = section;
        this.byName = byName;
        this.rows = rows;
        this.classes = classes;
    }

    /** @throws JedroException with all that is wrong, each at its own line */
    public static SparkSettings of(ConfigMap section) {
        Problems problems = new Problems();
        Map<String, SessionSettings> byName = new LinkedHashMap<>();
        Binder.bind(section.without(OF_ALL_SESSIONS), SessionSettings.class, problems)
                .ifPresent(bound -> byName.put("", bound));
        Optional<ConfigValue> named = section.get(SESSIONS);
        if (named.isPresent() && named.get() instanceof ConfigMap map) {
            map.entries()
                    .forEach((name, value) -> Binder.bind(value, SessionSettings.class, problems)
                            .ifPresent(bound -> byName.put(name, bound)));
        } else if (named.isPresent()) {
            problems.add(Problem.error(SparkCode.WRONG_SETTING, "'sessions' is not a map of sessions by name.")
                    .at(named.get().place())
                    .fix("write, for instance:  sessions: {dev: {provider: local}}"));
        }
        RowSettings rows = section.get(ROWS)
                .flatMap(value -> Binder.bind(value, RowSettings.class, problems))
                .orElseGet(RowSettings::defaults);
        ClassSettings classes = section.get(CLASSES)
                .flatMap(value -> Binder.bind(value, ClassSettings.class, problems))
                .orElseGet(ClassSettings::defaults);
        problems.throwIfErrors();
        return new SparkSettings(section, byName, rows, classes);
    }

    /** What {@code rows:} says, for all sessions. */
    public RowSettings rows() {
        return rows;
    }

    /** What {@code classes:} says, for all sessions. */
    public ClassSettings classes() {
        return classes;
    }

    /** Where {@code classes:} stands, for messages. */
    public Place classesPlace() {
        return section.keyPlace(CLASSES);
    }

    /** The names under {@code sessions:}; without the empty one. */
    public Set<String> names() {
        Map<String, SessionSettings> named = new LinkedHashMap<>(byName);
        named.remove("");
        return named.keySet();
    }

    /** What is written of a session. */
    public ConfigMap written(String name) {
        return name.isEmpty()
                ? section
                : section.get(SESSIONS)
                        .flatMap(all -> ((ConfigMap) all).get(name))
                        .map(ConfigMap.class::cast)
                        .orElse(section);
    }

    /**
     * What counts for a session, with the sources.
     *
     * @param name empty for the one without a name
     * @throws JedroException if spark.yml has no such session, or a variable means nothing
     */
    public SessionChoice choose(String name, Surroundings surroundings) {
        return SessionChoice.of(name, this, surroundings);
    }

    /**
     * The settings of a session.
     *
     * @param name empty for the one without a name
     * @throws JedroException if spark.yml has no such session
     */
    public SessionSettings of(String name) {
        SessionSettings known = byName.get(name);
        if (known == null) {
            throw new JedroException(
                    Problem.error(SparkCode.UNKNOWN_PROVIDER, "There is no Spark session named '" + name + "'.")
                            .at(section.keyPlace(SESSIONS))
                            .near(NearNames.of(name, names()))
                            .fix("add '" + name + "' under 'sessions' in spark.yml"));
        }
        return known;
    }
}
