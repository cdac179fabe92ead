package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What a project's {@code pom.xml} says about how its Java code is compiled. */
final class Pom {
    /** Plugins that take no part in making {@code target/classes} beyond what {@link JavaCompile} does as well. */
    private static final Set<String> HARMLESS = Set.of(
            "maven-assembly-plugin",
            "maven-checkstyle-plugin",
            "maven-clean-plugin",
            "maven-compiler-plugin",
            "maven-dependency-plugin",
            "maven-deploy-plugin",
            "maven-enforcer-plugin",
            "maven-failsafe-plugin",
            "maven-gpg-plugin",
            "maven-install-plugin",
            "maven-jar-plugin",
            "maven-javadoc-plugin",
            "maven-pmd-plugin",
            "maven-release-plugin",
            "maven-resources-plugin",
            "maven-shade-plugin",
            "maven-site-plugin",
            "maven-source-plugin",
            "maven-surefire-plugin",
            "exec-maven-plugin",
            "jacoco-maven-plugin",
            "spotbugs-maven-plugin",
            "spotless-maven-plugin",
            "versions-maven-plugin");

    private static final Set<String> BEYOND_FAST_BUILD = Set.of(
            "annotationProcessorPaths",
            "annotationProcessors",
            "compilerId",
            "extensions",
            "filtering",
            "modules",
            "parent",
            "proc",
            "resources",
            "sourceDirectory");

    private static final String DEFAULT_RELEASE = "17";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private final Document xml;

    private Pom(Document xml) {
        this.xml = xml;
    }

    /** @throws JedroException if there is no pom.xml, or it is not XML */
    static Pom read(Path root) {
        Path file = root.resolve("pom.xml");
        if (!Files.isRegularFile(file)) {
            throw new JedroException(Problem.error(
                            CliCode.BAD_POM, "The project has no pom.xml, and a Jedro project is a Maven project.")
                    .at(Place.of(root.toString()))
                    .fix("go to the folder that has both jedro.yml and pom.xml")
                    .fix("make a new project with: jedro new"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new Pom(parse(in));
        } catch (SAXParseException e) {
            throw new JedroException(
                    Problem.error(CliCode.BAD_POM, "pom.xml is not XML: " + e.getMessage())
                            .at(Place.of("pom.xml", Math.max(0, e.getLineNumber()), Math.max(0, e.getColumnNumber())))
                            .fix("mend that line"),
                    e);
        } catch (SAXException | IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.BAD_POM, "pom.xml cannot be read: " + e.getMessage())
                            .at(Place.of("pom.xml")),
                    e);
        }
    }

    /** Empty if there is no such file, or no pom in it. */
    static Optional<Pom> readIfReadable(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new Pom(parse(in)));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
    }

    private static Document parse(InputStream in) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder.parse(in);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why only Maven can compile this project; empty if the fast build gives the same classes. */
    Optional<String> needsMaven() {
        String packaging = text("packaging").orElse("jar");
        if (!packaging.equals("jar")) {
            return Optional.of("its packaging is " + packaging);
        }
        for (String name : BEYOND_FAST_BUILD) {
            if (xml.getElementsByTagName(name).getLength() > 0) {
                return Optional.of("its pom has <" + name + ">");
            }
        }
        return elements("plugin").stream()
                .map(plugin -> text(plugin, "artifactId").orElse(""))
                .filter(plugin -> !HARMLESS.contains(plugin))
                .findFirst()
                .map(plugin -> "its pom has the plugin " + plugin)
                .or(this::unusualCompilerArgument);
    }

    /** The modules that it names, as written there, without those of profiles. */
    List<String> modules() {
        return child(xml.getDocumentElement(), "modules").stream()
                .flatMap(modules -> children(modules, "module"))
                .map(module -> module.getTextContent().strip())
                .filter(module -> !module.isEmpty())
                .toList();
    }

    /** Where it says that its parent is, relative to its folder. */
    Optional<String> parentPath() {
        return child(xml.getDocumentElement(), "parent")
                .flatMap(parent -> text(parent, "relativePath"))
                .filter(path -> !path.isEmpty());
    }

    private Optional<String> unusualCompilerArgument() {
        List<Element> arguments = new ArrayList<>(elements("compilerArgument"));
        elements("compilerArgs").forEach(args -> {
            NodeList list = args.getElementsByTagName("arg");
            for (int i = 0; i < list.getLength(); i++) {
                arguments.add((Element) list.item(i));
            }
        });
        return arguments.stream()
                .map(argument -> argument.getTextContent().strip())
                .filter(argument -> !argument.startsWith("-Xlint") && !argument.matches("-parameters|-g|-Werror"))
                .findFirst()
                .map(argument -> "its compiler wants " + argument);
    }

    /** The Java release to compile for, for instance {@code 17}. */
    String release() {
        return text("maven.compiler.release")
                .or(() -> text("release"))
                .or(() -> text("maven.compiler.target"))
                .or(() -> text("maven.compiler.source"))
                .orElse(DEFAULT_RELEASE);
    }

    /** The text of the first element of that name, with references to other elements such as properties filled in. */
    private Optional<String> text(String name) {
        return elements(name).stream().findFirst().map(element -> {
            Matcher reference = REFERENCE.matcher(element.getTextContent().strip());
            return reference.replaceAll(match -> Matcher.quoteReplacement(elements(match.group(1)).stream()
                    .findFirst()
                    .map(found -> found.getTextContent().strip())
                    .orElse(match.group())));
        });
    }

    private List<Element> elements(String name) {
        NodeList list = xml.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < list.getLength(); i++) {
            elements.add((Element) list.item(i));
        }
        return elements;
    }

    private static Optional<String> text(Node parent, String name) {
        return child(parent, name).map(node -> node.getTextContent().strip());
    }

    private static Optional<Node> child(Node parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Stream<Node> children(Node parent, String name) {
        return Stream.iterate(parent.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(node -> node.getNodeName().equals(name));
    }

    /** The parser's own handler prints to standard error. */
    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
