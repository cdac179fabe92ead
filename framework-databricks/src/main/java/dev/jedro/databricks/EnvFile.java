package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .env} of a project: values for Jedro alone, never put into the environment of a process. Nothing is expanded in them.
 *
 * @param values by name; the last line of a name counts, as in a shell
 */
record EnvFile(Map<String, Profile.Entry> values, List<Problem> problems) {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    static final String NAME = ".env";

    static EnvFile none() {
        return new EnvFile(Map.of(), List.of());
    }

    /** Empty if there is none in the folder; folders above are not looked at. */
    static EnvFile in(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return none();
        }
        try {
            return parse(TextFile.read(file, NAME));
        } catch (NotText e) {
            return new EnvFile(
                    Map.of(),
                    List.of(Problem.error(
                                    DatabricksCode.BAD_ENV_FILE, e.problem().what())
                            .at(Place.of(NAME))
                            .fix("save it as UTF-8")));
        } catch (IOException e) {
            return new EnvFile(
                    Map.of(),
                    List.of(Problem.error(
                                    DatabricksCode.BAD_ENV_FILE,
                                    "The file cannot be read: " + e.getClass().getSimpleName() + ".")
                            .at(Place.of(NAME))
                            .fix("look at the file's rights")));
        }
    }

    static EnvFile parse(String text) {
        Map<String, Profile.Entry> values = new LinkedHashMap<>();
        Problems problems = new Problems();
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Place place = Place.of(NAME, i + 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), new Profile.Entry(value(assignment.group(2)), place));
            } else {
                problems.add(Problem.error(DatabricksCode.BAD_ENV_FILE, "This line is no NAME=value.")
                        .at(place)
                        .fix("write NAME=value, or # before a comment"));
            }
        }
        return new EnvFile(values, problems.all());
    }

    /** Within quotes everything counts; without, a comment begins with a # after a blank. */
    private static String value(String written) {
        if (!written.isEmpty() && (written.charAt(0) == '"' || written.charAt(0) == '\'')) {
            int end = written.indexOf(written.charAt(0), 1);
            if (end > 0) {
                return written.substring(1, end);
            }
        }
        if (written.startsWith("#")) {
            return "";
        }
        return written.replaceFirst("\\s+#.*$", "").strip();
    }
}
