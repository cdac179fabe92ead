package dev.jedro.databricks;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Says why no workspace is named, as far as the file of profiles tells.
 *
 * @param wanted the profile that counts, whether or not the file has it
 */
record NoWorkspace(ConfigFile file, String wanted) {

    Problem problem() {
        Optional<Profile> profile = file.profile(wanted);
        if (profile.isPresent()) {
            return misspelt().orElseGet(() -> withoutHost(profile.get()));
        }
        return file.problems().stream()
                .filter(problem -> problem.code() == DatabricksCode.UNKNOWN_PROFILE)
                .findFirst()
                .orElseGet(this::nowhere);
    }

    /** The file's own warning of a key that is meant to be the host, as the error that it turns out to be. */
    private Optional<Problem> misspelt() {
        return file.problems().stream()
                .filter(problem -> problem.code() == DatabricksCode.UNKNOWN_KEY)
                .filter(problem -> problem.what().contains("'" + wanted + "'"))
                .filter(problem -> problem.near().contains(Field.HOST.key()))
                .findFirst()
                .map(key -> {
                    Problem problem = Problem.error(
                                    DatabricksCode.NO_WORKSPACE, key.what() + " So no Databricks workspace is named.")
                            .near(key.near());
                    for (Place place : key.where()) {
                        problem = problem.at(place);
                    }
                    for (String fix : key.fixes()) {
                        problem = problem.fix(fix);
                    }
                    return problem;
                });
    }

    private Problem withoutHost(Profile profile) {
        return Problem.error(
                        DatabricksCode.NO_WORKSPACE,
                        "The profile '" + wanted + "' has no host, and nothing else names a Databricks workspace.")
                .at(profile.place())
                .fix("write host = https://… below its header, or: jedro databricks configure --profile " + wanted)
                .fix("name another profile, with DATABRICKS_CONFIG_PROFILE or --profile");
    }

    private Problem nowhere() {
        List<String> names = List.copyOf(file.profiles().keySet());
        return Problem.error(
                        DatabricksCode.NO_WORKSPACE,
                        names.isEmpty()
                                ? "No Databricks workspace is named anywhere."
                                : "No Databricks workspace is named: no profile is asked for, and none is called "
                                        + wanted + ".")
                .at(Place.of(file.file()))
                .near(NearNames.of(wanted, names))
                .fix("make a profile with: jedro databricks configure")
                .fix("set DATABRICKS_HOST and DATABRICKS_TOKEN")
                .fix("name a profile that there is, with DATABRICKS_CONFIG_PROFILE or --profile"
                        + (names.isEmpty() ? "" : ": " + String.join(", ", names)));
    }

    /** @param place where the profile is named */
    static Problem unknown(String name, Place place, String file, List<String> names) {
        Problem problem = Problem.error(
                        DatabricksCode.UNKNOWN_PROFILE, "There is no profile '" + name + "' in " + file + ".")
                .at(place)
                .near(NearNames.of(name, names));
        return names.isEmpty()
                ? problem.fix("make it with: jedro databricks configure --profile " + name)
                : problem.fix("use one of: " + String.join(", ", names))
                        .fix("make it with: jedro databricks configure --profile " + name);
    }
}
