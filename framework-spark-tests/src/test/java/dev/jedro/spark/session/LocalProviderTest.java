package dev.jedro.spark.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.Place;
import dev.jedro.spark.files.LocalFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
    private static Map<String, String> conf(Map<String, String> own) {
        ConfigMap written = (ConfigMap) ConfigValue.of(Map.of("conf", own), Place.of("spark.yml"));
        return LocalProvider.conf(Path.of("project"), Binder.bind(written, SessionSettings.class));
    }

    @Test
    void addsAnExtensionOfTheUsersToDeltas() {
        assertThat(conf(Map.of("spark.sql.extensions", "org.acme.Shapes")))
                .containsEntry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension,org.acme.Shapes");
    }

    @Test
    void takesDeltasOnce() {
        String both = "org.acme.Shapes,io.delta.sql.DeltaSparkSessionExtension";

        assertThat(conf(Map.of("spark.sql.extensions", both))).containsEntry("spark.sql.extensions", both);
    }

    @Test
    void takesFilesThatStartNoProcesses() {
        assertThat(conf(Map.of())).containsAllEntriesOf(LocalFiles.SETTINGS);
    }

    @Test
    void lastlyTakesWhatTheUserSays() {
        assertThat(conf(Map.of("spark.ui.enabled", "true"))).containsEntry("spark.ui.enabled", "true");
    }
}
