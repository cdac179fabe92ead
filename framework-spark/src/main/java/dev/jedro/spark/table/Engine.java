package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.SessionUse;
import dev.jedro.spark.SparkSessions;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.rows.RowSettings;
import dev.jedro.spi.DatasetContext;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The session that a dataset works with. It is opened when it is first needed. */
record Engine(DatasetContext context, String name) {
    private static final boolean HAS_DELTA = has("org.apache.spark.sql.delta.catalog.DeltaTableV2");

    static Engine of(DatasetContext context, SparkOptions options) {
        return new Engine(context, options.session().orElse(SparkSessions.DEFAULT));
    }

    /** The session, made the one of this thread: parts of Spark take their settings from there. */
    SparkSession session() {
        SparkSession session = SparkSessions.of(context).session(name);
        SparkSession.setActiveSession(session);
        return session;
    }

    /** What is wrong with a table's name if this process has the engine. A name without a database may be that of a view, which is free. */
    List<Problem> mistakes(TableName table) {
        return SparkSessions.of(context)
                .localNames(name)
                .map(names -> List.copyOf(names.mistakes(
                                table.catalog(),
                                table.database(),
                                table.database().map(database -> table.table()))
                        .values()))
                .orElse(List.of());
    }

    RowSettings rows() {
        return SparkSessions.of(context).rows();
    }

    boolean remote() {
        return SparkSessions.of(context).remote(name);
    }

    /** What else works with the sessions just now. */
    SessionUse use() {
        return SparkSessions.of(context).use();
    }

    /** Whether the session is one that Jedro itself has made on a server. */
    boolean madeOnServer() {
        return SparkSessions.of(context).madeOnServer(name);
    }

    /**
     * Whether it is Spark's own engine in this process with Delta's own library, which tells of its tables without SQL. A Databricks runtime has the engine too, but another Delta; and the
     * remote client may stand alone.
     */
    boolean embedded() {
        return session().getClass().getName().startsWith("org.apache.spark.sql.classic.") && HAS_DELTA;
    }

    private static boolean has(String type) {
        try {
            Class.forName(type, false, Engine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    List<Row> sql(String statement) {
        return session().sql(statement).collectAsList();
    }

    /** Itself, unless it belongs to another session: its rows cannot be had here. */
    <T> Dataset<T> own(Dataset<T> given) {
        SparkSession session = session();
        if (given.sparkSession() != session) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_SESSION,
                            "the rows belong to " + kind(given.sparkSession()) + ", not to "
                                    + (name.isEmpty() ? "the project's session" : "the session '" + name + "'") + " ("
                                    + kind(session) + ")")
                    .fix(
                            "let the node take the session as a Resource, Spark.SESSION or Spark.session(\"…\"), and make the rows with it")
                    .fix("name the same session in 'session' of both datasets, or carry the data over in a file"));
        }
        return given;
    }

    private static String kind(SparkSession session) {
        return session.getClass().getName().contains(".connect.") ? "a remote session" : "a session in this process";
    }
}
