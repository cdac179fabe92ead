package dev.jedro.spark.table;

import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.OptionConverters;

/**
 * Hears from a remote session which version of a table a save has made: Delta notes the version of a session's last commit in a setting of the session
 * (<a href="https://docs.databricks.com/delta/history.html#find-the-last-commits-version-in-the-spark-session">documented by Databricks</a>). To ask for it takes a hundredth of what the table's
 * history takes, but it is one for all threads and tables: it counts only where nothing else of Jedro is at work on the sessions, and after it has been cleared, as a save that changes nothing
 * makes no commit.
 */
final class SessionCommit {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final String VERSION = "spark.databricks.delta.lastCommitVersionInSession";
    private final Engine engine;
    private final OptionalLong alone;

    private SessionCommit(Engine engine, OptionalLong alone) {
        this.engine = engine;
        this.alone = alone;
    }

    /** To be called by a save before it writes. */
    static SessionCommit before(Engine engine) {
        OptionalLong alone = engine.use().alone();
        boolean told = alone.isPresent() && engine.madeOnServer() && clear(engine);
        return new SessionCommit(engine, told ? alone : OptionalLong.empty());
    }

    private static boolean clear(Engine engine) {
        try {
            engine.session().conf().unset(VERSION);
            return true;
        } catch (Exception e) { // Scala declares nothing
            LOG.debug("the session does not let its last commit be cleared", e);
            // A refusal takes longer than the history.
            engine.use().doubt();
            return false;
        }
    }

    /** The version that the save has made; empty where the session does not tell for sure. */
    Optional<String> version() {
        if (alone.isEmpty() || !alone.equals(engine.use().alone())) {
            return Optional.empty();
        }
        try {
            return number(OptionConverters.toJava(engine.session().conf().getOption(VERSION)));
        } catch (Exception e) { // Scala declares nothing; the save is done, and the history tells as well
            LOG.debug("the session does not tell its last commit", e);
            return Optional.empty();
        }
    }

    /** Databricks says "an empty value" where there was no commit. */
    static Optional<String> number(Optional<String> told) {
        return told.filter(text -> !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9'));
    }
}
