package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

class ConfigTextTest {
    private static final String YAML = """
            zeta: Csv
            alpha:
              quoted: 'on'
              number: 5
              share: 0.2
              list:
                - a
                - k: null
              date: '2024-01-01'
              text: "a: b"
              empty: {}
            url: s3://u:p@host/x
            """;

    @Test
    void isYamlInFileOrderThatReadsBackAlike() {
        ConfigMap map = YamlFilesTest.read(YAML);
        String text = ConfigText.yaml(map);

        assertThat(text).startsWith("zeta: Csv\nalpha:\n  quoted: 'on'\n").contains("url: s3://<redacted>@host/x\n");
        assertThat(YamlFilesTest.read(text).get("alpha").orElseThrow().toJava())
                .isEqualTo(map.get("alpha").orElseThrow().toJava());
    }

    @Test
    void isJson() {
        ConfigMap map = YamlFilesTest.read(YAML);
        Problems problems = new Problems();
        String text = ConfigText.json(map);

        ConfigMap back = ConfigReader.read("x.json", text.getBytes(StandardCharsets.UTF_8), false, problems)
                .orElseThrow();

        assertThat(back.get("alpha").orElseThrow().toJava())
                .isEqualTo(map.get("alpha").orElseThrow().toJava());
        assertThat(back.get("url").orElseThrow().toJava()).isEqualTo("s3://<redacted>@host/x");
        assertThat(back.keys()).containsExactly("zeta", "alpha", "url");
    }

    @Test
    void writesAnchorsOut() {
        assertThat(ConfigText.yaml(YamlFilesTest.read("a: &x {k: 1}\nb: *x"))).isEqualTo("a:\n  k: 1\nb:\n  k: 1\n");
    }

    /** As SnakeYAML's own dumper has it, which takes longer to start than the text takes to write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "true",
                "No",
                "~",
                "null",
                "1",
                "0x1f",
                "1e3",
                "1_000",
                "12:30",
                "2024-01-01",
                "=",
                "<<",
                "a: b",
                "a #b",
                "#a",
                "- a",
                "-",
                "?",
                "'",
                "\"",
                "it's",
                "a\nb\n",
                "a\n\n  b",
                "\n",
                " a",
                "a ",
                "%x",
                "@x",
                "`x",
                "&a",
                "*a",
                "!a",
                "{a",
                "[a]",
                "a,b",
                "${x}",
                "ü",
                "😀",
                "\t",
                "data/01_raw/x.csv",
                "s3://b/x"
            })
    void quotesWhatWouldBeReadAsSomethingElse(String text) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("key", text);
        value.put("list", List.of(text, Map.of(text, text, "b", List.of()), 1L, 1.5, true, Double.NaN));

        String yaml = ConfigText.yaml(value);

        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        assertThat(yaml).isEqualTo(new Yaml(options).dump(value));
    }

    @Test
    void escapesWhatCannotBePrinted() {
        String yaml = ConfigText.yaml(Map.of("key", "a\u0007b"));

        assertThat(yaml).isEqualTo("key: \"a\\ab\"\n");
    }
}
