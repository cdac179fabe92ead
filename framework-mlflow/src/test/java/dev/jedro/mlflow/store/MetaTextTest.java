package dev.jedro.mlflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is written by hand, SnakeYAML reads as it was. */
class MetaTextTest {
    @TempDir
    Path folder;

    private static Map<String, @Nullable Object> readByYaml(Path file) throws Exception {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "My Flights",
                "it's",
                "say \"yes\"",
                "yes",
                "No",
                "null",
                "~",
                "0",
                "007",
                "1e5",
                "12:30",
                "0x1f",
                "0b101",
                "0b10f",
                "0xabc",
                "2001-12-14t21:59:43.10-05:00",
                "2026-11-28",
                ".inf",
                "- item",
                "a: b",
                "a #b",
                "#b",
                "[1]",
                "{a: b}",
                "two\nlines",
                "tab\tand\rreturn",
                "back\\slash",
                "ä – 日本",
                "😀",
                "\u0001\u007f\u0085\u2028\ufeff",
                " blank around ",
                "file:///tmp/a%20b",
                "!tag",
                "&a",
                "*a",
                "%x",
                "@x",
                "`x`",
                "end:"
            })
    void aTextIsReadAsItWas(String text) throws Exception {
        Path file = folder.resolve("meta.yaml");
        Map<String, @Nullable Object> values = new TreeMap<>(Map.of("name", text, "tags", Map.of("a.b", text)));
        assertThat(MetaText.of(new TreeMap<>(values))).isPresent();
        MetaFile.write(file, values);
        assertThat(readByYaml(file)).isEqualTo(values);
        assertThat(MetaFile.read(file).text("name")).isEqualTo(text);
        assertThat(MetaFile.read(file).map("tags")).isEqualTo(Map.of("a.b", text));
    }

    @Test
    void aChangeLeavesEverythingElseAsItStands() throws Exception {
        Path file = folder.resolve("meta.yaml");
        Files.writeString(
                file, "end_time: null\nname: 'My Flights'\nrun_id: 1234e56\nstatus: 1\ntags: []\nworkspace: default\n");
        Map<String, @Nullable Object> changes = new TreeMap<>(Map.of("status", 3, "end_time", 1_700_000_000_000L));
        changes.put("added", null);
        MetaFile.change(file, changes);
        assertThat(file)
                .content()
                .isEqualTo(
                        "added: null\nend_time: 1700000000000\nname: 'My Flights'\nrun_id: 1234e56\nstatus: 3\ntags: []\nworkspace: default\n");
    }

    @Test
    void aChangeKeepsWhatOnlyANewerMlflowWrites() throws Exception {
        Path file = folder.resolve("meta.yaml");
        Files.writeString(file, "name: one\nfuture:\n  - {a: 1}\nrun_id: 1234e56\n");
        MetaFile.change(file, Map.of("name", "two"));
        assertThat(readByYaml(file))
                .containsEntry("future", List.of(Map.of("a", 1)))
                .containsEntry("name", "two");
        assertThat(MetaFile.read(file).text("run_id")).isEqualTo("1234e56");
    }
}
