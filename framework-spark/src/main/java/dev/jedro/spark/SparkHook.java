package dev.jedro.spark;

import dev.jedro.hook.Hook;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.pipeline.Resource;
import dev.jedro.spark.session.SparkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Provides {@link Spark#SESSION} and the named sessions to nodes. Public since {@link java.util.ServiceLoader} makes it. */
public final class SparkHook implements Hook {
    private Set<String> names = Set.of();

    @Override
    public List<String> configSections() {
        return List.of(SparkSessions.SECTION);
    }

    @Override
    public void projectOpened(ProjectOpened e) {
        names = SparkSettings.of(e.config().section(SparkSessions.SECTION)).names();
    }

    @Override
    public List<ResourceProvider<?>> resources() {
        List<ResourceProvider<?>> sessions = new ArrayList<>();
        sessions.add(new Provider(SparkSessions.DEFAULT));
        names.forEach(name -> sessions.add(new Provider(name)));
        return sessions;
    }

    private record Provider(String name) implements ResourceProvider<SparkSession> {

        @Override
        public Resource<SparkSession> resource() {
            return Spark.session(name);
        }

        @Override
        public SparkSession open(ResourceContext context) {
            return SparkSessions.of(
                            context.shared(), context.root(), context.config().section(SparkSessions.SECTION))
                    .session(name);
        }

        /** Does nothing: the datasets use the session too, and Jedro's session closes it after them. */
        @Override
        public void close(SparkSession opened) {}
    }
}
