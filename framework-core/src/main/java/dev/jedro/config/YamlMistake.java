package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words what the YAML parser stumbled over. */
final class YamlMistake {
    private YamlMistake() {}

    static Problem of(String file, String text, YAMLException mistake) {
        if (mistake instanceof ReaderException unreadable) {
            int index = text.offsetByCodePoints(
                    0, Math.min(unreadable.getPosition(), text.codePointCount(0, text.length())));
            return Problem.error(
                            ConfigCode.ENCODING,
                            String.format(
                                    "The character U+%04X cannot stand in a YAML file", unreadable.getCodePoint()))
                    .at(FileText.end(file, text.substring(0, index)))
                    .fix("remove it, or write it as an escape in double quotes");
        }
        if (mistake instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return marked(file, text, marked);
        }
        return Problem.error(ConfigCode.SYNTAX, "The file is not valid YAML: " + mistake.getMessage())
                .at(Place.of(file, 1))
                .fix("check it with a YAML editor");
    }

    private static Problem marked(String file, String text, MarkedYAMLException mistake) {
        Mark mark = mistake.getProblemMark();
        Place place = new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
        String problem = String.valueOf(mistake.getProblem());
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        if (problem.contains("(TAB)")
                || (line.stripLeading().length() < line.length() && indent(line).contains("\t"))) {
            return Problem.error(ConfigCode.TAB, "The line is indented with a tab, which YAML forbids")
                    .at(place)
                    .fix("indent with spaces");
        }
        Meaning meaning = Meaning.of(problem, line);
        Problem said = Problem.error(ConfigCode.SYNTAX, "The file is not valid YAML: " + meaning.what())
                .at(place)
                .fix(meaning.fix());
        Mark opened = mistake.getContextMark();
        return opened == null || opened.getLine() == mark.getLine()
                ? said
                : said.at(new Place(file, opened.getLine() + 1, opened.getColumn() + 1));
    }

    /** What the parser's words mean for somebody who does not know its grammar. */
    private record Meaning(String sign, String what, String fix) {
        private static final List<Meaning> KNOWN = List.of(
                new Meaning(
                        "mapping values are not allowed",
                        "a second ': ' stands in the line, or the line is indented deeper than the one above allows",
                        "put quotes around a value that contains ': '"),
                new Meaning(
                        "expected ',' or",
                        "a bracket is opened and not closed",
                        "close the bracket, or put quotes around the value"),
                new Meaning("unexpected end of stream", "a quote is opened and not closed", "close the quote"),
                new Meaning(
                        "escape character",
                        "a backslash in double quotes begins an escape that does not exist",
                        "use single quotes, in which a backslash is just a backslash"),
                new Meaning(
                        "cannot start any token",
                        "a value cannot begin with this character",
                        "put quotes around the value"),
                new Meaning("could not find expected ':'", "the line has no ': '", "write the line as 'key: value'"),
                new Meaning(
                        "expected <block end>, but found '<scalar>'",
                        "something follows a value that is complete",
                        "put quotes around the whole value"),
                new Meaning(
                        "expected <block end>",
                        "the line does not fit the indentation of those above",
                        "indent keys of one map alike, and do not mix 'key:' and '- item' lines"));

        static Meaning of(String problem, String line) {
            for (Meaning known : KNOWN) {
                if (problem.contains(known.sign)) {
                    boolean bracket = known.sign.endsWith("'<scalar>'") && (line.contains("{") || line.contains("["));
                    return bracket
                            ? new Meaning("", known.what, "put quotes around a value that begins with '{' or '['")
                            : known;
                }
            }
            return new Meaning("", problem, "check the indentation and the quotes of this line and the one above");
        }
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
