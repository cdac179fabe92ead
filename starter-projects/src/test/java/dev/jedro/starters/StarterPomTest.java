package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class StarterPomTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "spaceflights", "databricks-iris", "spaceflights-spark"})
    void carriesAnyNameAndPinsTheVersionsOfOurOwnBuild(String starter) throws Exception {
        Path root = folder.resolve("fish-chips");
        Scaffold.render(Starters.find(starter).orElseThrow(), StarterProject.VARIABLES, Set.of(), root);
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(root.resolve("pom.xml").toFile());
        String ourPom = Files.readString(Path.of("../pom.xml"));

        assertThat(texts(pom, "name")).containsExactly("Fish & \"Chips\"");
        assertThat(texts(pom, "artifactId")).startsWith("fish-chips").contains("junit-jupiter", "assertj-core");
        assertThat(texts(pom, "version"))
                .hasSizeGreaterThan(5)
                .allSatisfy(version -> assertThat(
                                version.equals("${jedro.version}") || ourPom.contains(">" + version + "<"))
                        .as(version)
                        .isTrue());
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
