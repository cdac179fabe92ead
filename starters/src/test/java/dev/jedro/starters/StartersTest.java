package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartersTest {
    @Test
    void listsThoseOnTheClassPathByName() {
        assertThat(Starters.list())
                .extracting(Starter::name)
                .containsExactly("databricks-iris", "minimal", "spaceflights", "spaceflights-spark");
        assertThat(Starters.list()).allSatisfy(starter -> {
            assertThat(starter.title()).isNotBlank().doesNotContain("\n");
            assertThat(starter.description()).endsWith(".").doesNotContain("\n");
            assertThat(starter.tools().values())
                    .allSatisfy(tool -> assertThat(tool).endsWith(".").doesNotContain("\n"));
        });
    }

    @Test
    void findsOneByItsName() {
        assertThat(Starters.find("minimal")).map(Starter::name).hasValue("minimal");
        assertThat(Starters.find("maximal")).isEmpty();
    }

    @Test
    void findsOneByWhatItIsCalledElsewhere() {
        assertThat(Starters.find("pyspark-iris")).map(Starter::name).hasValue("databricks-iris");
        assertThat(Starters.find("spark-iris")).map(Starter::name).hasValue("databricks-iris");
    }

    @Test
    void listsThoseOfOtherJarsAndNamesABrokenOne(@TempDir Path jar) throws IOException {
        Path root = jar.resolve("META-INF/jedro/starters");
        Files.createDirectories(root.resolve("rockets"));
        Files.writeString(root.resolve("index.txt"), "rockets\n\n");
        Files.writeString(root.resolve("rockets/starter.yml"), "title: Rockets\ndescription: Up they go.\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                assertThat(Starters.list()).extracting(Starter::name).contains("minimal", "rockets", "spaceflights");

                Files.writeString(root.resolve("rockets/starter.yml"), "title: Rockets\n");
                assertThatThrownBy(Starters::list)
                        .isInstanceOf(JedroException.class)
                        .hasMessageContaining("JED-653")
                        .hasMessageContaining("'rockets'")
                        .hasMessageContaining("description");
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
