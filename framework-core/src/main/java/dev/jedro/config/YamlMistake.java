package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
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
                .at(Place.of(file));
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
        Problem said = Problem.error(ConfigCode.SYNTAX, "The file is not valid YAML: " + problem)
                .at(place);
        if (mistake.getContextMark() != null && mistake.getContextMark().getLine() != mark.getLine()) {
            said = said.at(new Place(
                    file,
                    mistake.getContextMark().getLine() + 1,
                    mistake.getContextMark().getColumn() + 1));
        }
        return said.fix(fix(problem, line));
    }

    private static String fix(String problem, String line) {
        if (problem.contains("mapping values are not allowed")) {
            return "put quotes around a value that contains ': ', and check that the keys above are indented alike";
        }
        if (problem.contains("cannot start any token")) {
            return "put quotes around a value that begins with a special character such as '@', '`' or '%'";
        }
        if (line.contains("{") || line.contains("[")) {
            return "put quotes around a value that begins with '{' or '[', or close the bracket";
        }
        if (problem.contains("could not find expected ':'") || problem.contains("simple key")) {
            return "write the line as 'key: value'";
        }
        return "check the indentation and the quotes of this line and the one above";
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
