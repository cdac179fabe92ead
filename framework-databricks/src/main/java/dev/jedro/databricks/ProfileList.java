package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The profiles that there are.
 *
 * @param file as it is shown
 * @param problems what is wrong with the file, warnings included
 */
public record ProfileList(String file, List<Entry> profiles, List<Problem> problems) {

    /**
     * One profile, without its secrets.
     *
     * @param host as written; empty if there is none
     * @param login how it logs in, as far as the file tells; empty if it does not
     * @param keys that have a value
     */
    public record Entry(String name, String host, String login, Place place, List<String> keys) {
        public Entry {
            keys = List.copyOf(keys);
        }
    }

    public ProfileList {
        profiles = List.copyOf(profiles);
        problems = List.copyOf(problems);
    }

    /** Empty if there is no file; with a problem if {@code DATABRICKS_CONFIG_FILE} names it. */
    public static ProfileList read(Surroundings surroundings) {
        Path path = surroundings.configFile();
        String shown = surroundings.shown(path);
        if (!Files.exists(path) && surroundings.namesConfigFile()) {
            return new ProfileList(shown, List.of(), List.of(ConfigFile.absent(shown)));
        }
        ConfigFile file = Files.exists(path) ? ConfigFile.read(path, shown) : ConfigFile.none(shown);
        List<Entry> entries = file.profiles().values().stream()
                .map(profile -> new Entry(
                        profile.name(),
                        host(profile),
                        login(profile),
                        profile.place(),
                        profile.entries().keySet().stream()
                                .filter(key -> Field.of(key).isPresent())
                                .toList()))
                .toList();
        return new ProfileList(shown, entries, file.problems());
    }

    /** A password in an address is not shown. */
    private static String host(Profile profile) {
        return profile.entry(Field.HOST)
                .map(entry -> dev.jedro.config.Masking.userInfo(entry.value()))
                .orElse("");
    }

    private static String login(Profile profile) {
        return profile.entry(Field.AUTH_TYPE).map(Profile.Entry::value).orElseGet(() -> {
            if (profile.entry(Field.TOKEN).isPresent()) {
                return LoginMethod.PAT;
            }
            return profile.entry(Field.CLIENT_SECRET).isPresent() ? LoginMethod.M2M : "";
        });
    }
}
