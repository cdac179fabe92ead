package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problems;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
}
