package dev.jedro.spark;

import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Node;
import dev.jedro.spark.session.OpenSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which work on Spark belongs to which node: each node has a tag, which the thread that does its work bears. Thread-safe. */
final class NodeWork {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final String PREFIX = "jedro-";
    /** By tag. */
    private final Map<String, Marked> nodes = new ConcurrentHashMap<>();
    /** Which sessions the journal of a run has been told of. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private record Marked(RunScope run, Node node) {}

    /** Marks what the calling thread gives to the open sessions from now on. */
    void mark(RunScope run, Node node, Map<String, OpenSession> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        activate(node, sessions);
        String tag = tag(run, node);
        nodes.put(tag, new Marked(run, node));
        sessions.forEach((name, open) -> {
            tag(open.session(), tag);
            if (told.add(run.info().runId() + " " + name)) {
                run.note(name.isEmpty() ? "spark.session" : "spark.session." + name, open.facts());
            }
        });
    }

    /** The engine finds the catalogs of a name by the thread's active session, so the one that the node takes has to be it. */
    private static void activate(Node node, Map<String, OpenSession> sessions) {
        sessions.entrySet().stream()
                .filter(open -> node.inputs().contains(Spark.session(open.getKey())))
                .findFirst()
                .map(open -> open.getValue().session())
                .or(() ->
                        Optional.ofNullable(sessions.get(SparkSessions.DEFAULT)).map(OpenSession::session))
                .ifPresent(SparkSession::setActiveSession);
    }

    private static void tag(SparkSession session, String tag) {
        for (String former : scala.jdk.javaapi.CollectionConverters.asJava(session.getTags())) {
            if (former.startsWith(PREFIX) && !former.equals(tag)) {
                session.removeTag(former);
            }
        }
        session.addTag(tag);
    }

    private static String tag(RunScope run, Node node) {
        // Spark allows no comma in it.
        return PREFIX + run.info().runId() + "-" + node.name().replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** Shows progress of work beside its node; Spark may have put something before the tag. */
    void progress(List<String> tags, long done, long total) {
        nodes.forEach((tag, marked) -> {
            if (tags.stream().anyMatch(each -> each.endsWith(tag))) {
                marked.run().progress(marked.node(), done, total, "tasks");
            }
        });
    }

    /** Stops what the sessions still do for a run. */
    void stop(RunScope run, Map<String, OpenSession> sessions) {
        for (Map.Entry<String, Marked> each : nodes.entrySet()) {
            if (each.getValue().run().info().runId().equals(run.info().runId())) {
                sessions.values().forEach(open -> stop(open, each.getKey()));
            }
        }
    }

    private static void stop(OpenSession open, String tag) {
        if (!open.usable()) {
            return;
        }
        try {
            open.session().interruptTag(tag);
        } catch (Exception e) { // Scala declares nothing
            LOG.debug("work could not be stopped on Spark", e);
        }
    }

    void forget(RunScope run) {
        nodes.values()
                .removeIf(
                        marked -> marked.run().info().runId().equals(run.info().runId()));
        told.removeIf(key -> key.startsWith(run.info().runId() + " "));
    }
}
