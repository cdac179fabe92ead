package dev.jedro.databricks;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A profile that was written.
 *
 * @param file as it is shown
 * @param removed the keys of another kind of login that were taken out, in their order in the file; without their values
 * @param warnings of values that look strange
 */
public record NewProfile(String file, List<String> removed, List<Problem> warnings) {
    private static final String ONLY_OWNER = "rw-------";

    public NewProfile {
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    /**
     * Puts values into a profile, which is made if it is not there. If they log in, the keys of every other login go, as a profile with two cannot be used. Comments, other keys and other profiles stay as
     * they are; the file is replaced as a whole, and only its owner can read it.
     *
     * @throws JedroException if a value cannot be used, or the file cannot be read or written; then it is as it was
     */
    public static NewProfile write(Surroundings surroundings, String profile, Map<Field, String> values) {
        Problems problems = new Problems();
        Map<Field, String> checked = checked(profile, values, problems);
        Path path = surroundings.configFile();
        String shown = surroundings.shown(path);
        problems.throwIfErrors();
        List<String> removed = new ArrayList<>();
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            String before = Files.exists(target) ? TextFile.read(target, shown) : "";
            replace(target, edited(before, profile, checked, removed));
        } catch (NotText e) {
            throw new JedroException(e.problem());
        } catch (IOException e) {
            throw new JedroException(Problem.error(
                            DatabricksCode.CANNOT_WRITE,
                            "The file cannot be written: " + e.getClass().getSimpleName() + ".")
                    .at(Place.of(shown))
                    .fix("look at the rights of the file and its folder, and at the free space"));
        }
        return new NewProfile(shown, removed, problems.warnings());
    }

    private static Map<Field, String> checked(String profile, Map<Field, String> values, Problems problems) {
        if (!profile.matches("[^\\[\\]\\s#;][^\\[\\]\\r\\n]*") || profile.equals("__settings__")) {
            problems.add(Problem.error(DatabricksCode.BAD_VALUE, "'" + profile + "' is no name for a profile.")
                    .at(Place.of("--profile"))
                    .fix("use letters, digits, . - and _"));
        }
        Map<Field, String> checked = new EnumMap<>(Field.class);
        values.forEach((field, written) -> {
            String value = written.strip();
            // No option gives a secret.
            Place place =
                    Place.of(field.secret() ? field.key() : "--" + field.key().replace('_', '-'));
            if (field == Field.HOST) {
                HostAddress.of(value, place, problems).ifPresent(host -> checked.put(field, host.toString()));
            } else if (field == Field.CLUSTER_ID) {
                ClusterId.of(value, place, problems).ifPresent(cluster -> checked.put(field, cluster.id()));
            } else {
                checked.put(field, value);
            }
            if (value.chars().anyMatch(Character::isWhitespace) || value.contains("${")) {
                problems.add(Problem.error(DatabricksCode.BAD_VALUE, "The " + field.key() + " has a blank or ${ in it.")
                        .at(place)
                        .fix("copy it again, whole and without anything beside it"));
            }
        });
        return checked;
    }

    /**
     * The text with the values in it, line by line, so that whatever else stands there stays.
     *
     * @param removed gets the keys that were taken out
     */
    static String edited(String before, String profile, Map<Field, String> values, List<String> removed) {
        String end = before.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(Arrays.asList(before.split("\r\n|\r|\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        int header = header(lines, profile);
        if (header < 0) {
            if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
                lines.add("");
            }
            header = lines.size();
            lines.add("[" + profile + "]");
        }
        if (values.keySet().stream().anyMatch(Field::logsIn)) {
            removeOtherLogins(lines, header, values.keySet(), removed);
        }
        for (Map.Entry<Field, String> value : values.entrySet()) {
            put(lines, header, value.getKey().key(), value.getValue());
        }
        return String.join(end, lines) + end;
    }

    private static int header(List<String> lines, String profile) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int close = line.indexOf(']');
            if (line.startsWith("[")
                    && close > 0
                    && line.substring(1, close).strip().equals(profile)) {
                return i;
            }
        }
        return -1;
    }

    private static void removeOtherLogins(List<String> lines, int header, Set<Field> written, List<String> removed) {
        int i = header + 1;
        while (i < lines.size() && !lines.get(i).strip().startsWith("[")) {
            Optional<Field> other = Field.of(lines.get(i).split("[=:]", 2)[0].strip())
                    .filter(field -> field.logsIn() || field.kind() == Field.Kind.METHOD)
                    .filter(field -> !written.contains(field));
            if (other.isPresent()) {
                removed.add(other.get().key());
                lines.remove(i);
            } else {
                i++;
            }
        }
    }

    private static void put(List<String> lines, int header, String key, String value) {
        int last = header;
        for (int i = header + 1; i < lines.size() && !lines.get(i).strip().startsWith("["); i++) {
            String line = lines.get(i).strip();
            if (line.matches(java.util.regex.Pattern.quote(key) + "\\s*[=:].*")) {
                lines.set(i, key + " = " + value);
                return;
            }
            last = line.isEmpty() ? last : i;
        }
        lines.add(last + 1, key + " = " + value);
    }

    private static void replace(Path target, String text) throws IOException {
        Path folder = target.getParent();
        Files.createDirectories(folder);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString(ONLY_OWNER);
        FileAttribute<?>[] attributes =
                posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)} : new FileAttribute<?>[0];
        Path beside = Files.createTempFile(folder, ".databrickscfg", ".new", attributes);
        try {
            Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
