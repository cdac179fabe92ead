package dev.jedro.databricks;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code .databrickscfg}: profiles by name, and what is wrong with the file. It is read as Databricks' own tools read a good file; what they pass over in silence is told.
 *
 * @param file as it is shown
 * @param profiles in the file's order, {@code __settings__} left out
 * @param defaultProfile what {@code [__settings__]} names as such
 * @param problems errors and warnings, each with its line; none shows a value
 */
record ConfigFile(String file, Map<String, Profile> profiles, Optional<String> defaultProfile, List<Problem> problems) {
    static final String DEFAULT = "DEFAULT";
    private static final String SETTINGS = "__settings__";

    ConfigFile {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
        problems = List.copyOf(problems);
    }

    static ConfigFile none(String file) {
        return new ConfigFile(file, Map.of(), Optional.empty(), List.of());
    }

    /**
     * @param shown how messages name the file
     * @return without profiles and with a problem if it cannot be read
     */
    static ConfigFile read(Path path, String shown) {
        Problems problems = new Problems();
        if (Files.isDirectory(path)) {
            problems.add(bad("This is a folder, and not a file of profiles.", Place.of(shown))
                    .fix("name the file itself, for instance " + shown + "/.databrickscfg"));
            return new ConfigFile(shown, Map.of(), Optional.empty(), problems.all());
        }
        try {
            return parse(TextFile.read(path, shown), shown);
        } catch (NotText e) {
            problems.add(e.problem());
        } catch (IOException e) {
            problems.add(bad("The file cannot be read: " + e.getClass().getSimpleName() + ".", Place.of(shown))
                    .fix("look at the file's rights"));
        }
        return new ConfigFile(shown, Map.of(), Optional.empty(), problems.all());
    }

    static ConfigFile parse(String text, String shown) {
        return new Lines(shown).read(text);
    }

    Optional<Profile> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** What to say if {@code DATABRICKS_CONFIG_FILE} names a file that is not there. */
    static Problem absent(String file) {
        return bad("There is no file '" + file + "'.", Place.of("DATABRICKS_CONFIG_FILE"))
                .fix("correct DATABRICKS_CONFIG_FILE, or unset it")
                .fix("make the file with: jedro databricks configure");
    }

    static Problem bad(String what, Place place) {
        return Problem.error(DatabricksCode.BAD_CONFIG_FILE, what).at(place);
    }

    /** Reads line by line, and goes on after a mistake. */
    private static final class Lines {
        private final String shown;
        private final Problems problems = new Problems();
        private final Map<String, Place> sections = new LinkedHashMap<>();
        private final Map<String, Map<String, Profile.Entry>> entries = new LinkedHashMap<>();
        private Optional<String> section = Optional.empty();
        private boolean skipping;
        private boolean toldOfOrphans;

        Lines(String shown) {
            this.shown = shown;
        }

        ConfigFile read(String text) {
            String[] lines = text.split("\r\n|\r|\n", -1);
            for (int i = 0; i < lines.length; i++) {
                line(lines[i].strip(), Place.of(shown, i + 1));
            }
            Map<String, Profile> profiles = new LinkedHashMap<>();
            sections.forEach((name, place) -> profiles.put(name, new Profile(name, place, entriesOf(name))));
            Optional<Profile> settings = Optional.ofNullable(profiles.remove(SETTINGS));
            Optional<Profile.Entry> named = settings.map(
                            found -> found.entries().get("default_profile"))
                    .filter(entry -> !entry.value().isEmpty());
            Optional<String> usual = named.map(Profile.Entry::value);
            named.filter(entry -> !profiles.containsKey(entry.value()))
                    .ifPresent(entry -> problems.add(
                            NoWorkspace.unknown(entry.value(), entry.place(), shown, List.copyOf(profiles.keySet()))));
            return new ConfigFile(shown, profiles, usual, problems.all());
        }

        private Map<String, Profile.Entry> entriesOf(String name) {
            return entries.computeIfAbsent(name, any -> new LinkedHashMap<>());
        }

        private void line(String line, Place place) {
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                return;
            }
            if (line.startsWith("[")) {
                header(line, place);
            } else {
                entry(line, place);
            }
        }

        private void header(String line, Place place) {
            skipping = false;
            int end = line.indexOf(']');
            if (end < 0) {
                problems.add(bad("The header of a section is not closed: '" + line + "'.", place)
                        .fix("write it as " + line + "]"));
                skipping = true;
                return;
            }
            String name = line.substring(1, end).strip();
            String rest = line.substring(end + 1).strip();
            if (name.isEmpty() || !(rest.isEmpty() || rest.startsWith("#") || rest.startsWith(";"))) {
                problems.add(
                        bad("This is no header of a section.", place).fix("write it as [name], alone on its line"));
                skipping = true;
                return;
            }
            section = Optional.of(name);
            sections.putIfAbsent(name, place);
        }

        private void entry(String line, Place place) {
            if (skipping) {
                return;
            }
            int separator = separator(line);
            if (separator < 0) {
                // The line itself is not shown: it may be a token that lost its key.
                problems.add(bad("This line is neither [section] nor key = value.", place)
                        .fix("write key = value, or # before a comment"));
                return;
            }
            String key = line.substring(0, separator).strip();
            if (section.isEmpty()) {
                if (!toldOfOrphans) {
                    toldOfOrphans = true;
                    problems.add(bad(
                                    "The key '" + key
                                            + "' stands before the first section, so it belongs to no profile.",
                                    place)
                            .fix("write [DEFAULT] above it"));
                }
                return;
            }
            value(section.get(), key, line.substring(separator + 1).strip(), place);
        }

        private void value(String profile, String key, String written, Place place) {
            if (!profile.equals(SETTINGS)) {
                checkKey(profile, key, place);
            }
            if (written.contains("${")) {
                problems.add(bad(
                                "The value of '" + key
                                        + "' has ${…} in it, which Databricks' tools replace and Jedro does not.",
                                place)
                        .fix("write the value itself, or use an environment variable such as "
                                + Field.of(key)
                                        .filter(field -> !field.variables().isEmpty())
                                        .map(field -> field.variables().get(0))
                                        .orElse("DATABRICKS_HOST")));
                return;
            }
            Profile.Entry before = entriesOf(profile).putIfAbsent(key, new Profile.Entry(bare(written), place));
            if (before != null) {
                problems.add(Problem.warning(
                                DatabricksCode.UNKNOWN_KEY,
                                "The profile '" + profile + "' has the key '" + key
                                        + "' twice; the first one counts, that of line "
                                        + before.place().line() + ".")
                        .at(place)
                        .fix("remove one of them"));
            }
        }

        private void checkKey(String profile, String key, Place place) {
            if (Field.of(key).isPresent() || Ignored.KEYS.contains(key)) {
                return;
            }
            Collection<String> known = new ArrayList<>(Field.keys());
            Problem problem = Problem.warning(
                            DatabricksCode.UNKNOWN_KEY,
                            "The profile '" + profile + "' has a key '" + key
                                    + "', which means nothing and is passed over.")
                    .at(place)
                    .near(NearNames.of(key, known));
            problems.add(
                    Field.of(key.toLowerCase(java.util.Locale.ROOT)).isPresent()
                            ? problem.fix("write keys in lower case")
                            : problem.fix("correct the key, or remove the line"));
        }

        private static int separator(String line) {
            int equals = line.indexOf('=');
            int colon = line.indexOf(':');
            return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
        }

        /** Without quotes around it, and without a comment that stands after a blank. */
        private static String bare(String value) {
            if (value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"))) {
                int end = value.indexOf(value.charAt(0), 1);
                String rest = end < 0 ? "" : value.substring(end + 1).strip();
                if (end > 0 && (rest.isEmpty() || rest.startsWith("#") || rest.startsWith(";"))) {
                    return value.substring(1, end);
                }
            }
            for (int i = 0; i < value.length(); i++) {
                boolean comment = value.charAt(i) == '#' || value.charAt(i) == ';';
                if (comment && (i == 0 || Character.isWhitespace(value.charAt(i - 1)))) {
                    return value.substring(0, i).strip();
                }
            }
            return value;
        }
    }

    /** Keys that other tools of Databricks understand, so that a file with them is no mistake. */
    private static final class Ignored {
        static final List<String> KEYS = List.of(
                "jobs-api-version",
                "insecure",
                "skip_verify",
                "rate_limit",
                "debug_truncate_bytes",
                "debug_headers",
                "disable_retries",
                "disable_async_token_refresh",
                "disable_oauth_refresh_token",
                "config_file",
                "profile",
                "metadata_service_url",
                "retry_timeout_seconds",
                "experimental_is_unified_host",
                "default_profile");
    }
}
