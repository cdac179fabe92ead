package dev.jedro.databricks;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out how the credentials log in. */
final class LoginMethod {
    static final String PAT = "pat";
    static final String M2M = "oauth-m2m";
    static final String CLI = "databricks-cli";
    static final String GITHUB = "github-oidc";

    /** What each way needs. */
    private static final Map<String, List<Field>> NEEDS = new LinkedHashMap<>();

    static {
        NEEDS.put(PAT, List.of(Field.TOKEN));
        NEEDS.put(M2M, List.of(Field.CLIENT_ID, Field.CLIENT_SECRET));
        NEEDS.put("file-oidc", List.of(Field.OIDC_TOKEN_FILE, Field.CLIENT_ID));
        NEEDS.put("env-oidc", List.of(Field.OIDC_TOKEN_ENV, Field.CLIENT_ID));
        NEEDS.put(
                "azure-client-secret",
                List.of(Field.AZURE_CLIENT_ID, Field.AZURE_CLIENT_SECRET, Field.AZURE_TENANT_ID));
        NEEDS.put("azure-msi", List.of(Field.AZURE_USE_MSI));
        NEEDS.put("google-id", List.of(Field.GOOGLE_SERVICE_ACCOUNT));
        NEEDS.put("google-credentials", List.of(Field.GOOGLE_CREDENTIALS));
        NEEDS.put(GITHUB, List.of(Field.CLIENT_ID, Field.GITHUB_REQUEST_URL, Field.GITHUB_REQUEST_TOKEN));
        NEEDS.put(
                "github-oidc-azure",
                List.of(Field.AZURE_CLIENT_ID, Field.GITHUB_REQUEST_URL, Field.GITHUB_REQUEST_TOKEN));
        NEEDS.put("azure-devops-oidc", List.of(Field.CLIENT_ID));
        NEEDS.put("azure-cli", List.of());
        NEEDS.put("external-browser", List.of());
        NEEDS.put(CLI, List.of());
    }

    private final Map<Field, Setting> settings;
    private final Optional<Source> leftAside;
    private final Surroundings surroundings;
    private final Problems problems;

    /** @param leftAside the profile that nobody asked for, if its workspace is another one */
    LoginMethod(
            Map<Field, Setting> settings, Optional<Source> leftAside, Surroundings surroundings, Problems problems) {
        this.settings = settings;
        this.leftAside = leftAside;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /** The name of the method; any name, and a problem, if there is none. */
    String choose(String source, boolean hasHost) {
        Setting asked = settings.get(Field.AUTH_TYPE);
        if (asked != null) {
            return asked(asked);
        }
        List<String> possible = new ArrayList<>();
        for (String method : List.of(
                PAT,
                M2M,
                "file-oidc",
                "env-oidc",
                "azure-client-secret",
                "azure-msi",
                "google-id",
                "google-credentials")) {
            if (settings.keySet().containsAll(NEEDS.getOrDefault(method, List.of()))) {
                possible.add(method);
            }
        }
        boolean federated = settings.containsKey(Field.GITHUB_REQUEST_URL) && settings.containsKey(Field.CLIENT_ID);
        if (possible.isEmpty() && federated) {
            return GITHUB;
        }
        if (possible.size() > 1) {
            several(source, possible);
        }
        return possible.isEmpty() ? none(hasHost) : possible.get(0);
    }

    private String asked(Setting asked) {
        List<Field> needed = NEEDS.get(asked.value());
        if (needed == null) {
            problems.add(Problem.error(
                            DatabricksCode.BAD_VALUE,
                            "There is no way to log in that is called '" + asked.value() + "'.")
                    .at(asked.place())
                    .near(NearNames.of(asked.value(), NEEDS.keySet()))
                    .fix("use one of: " + String.join(", ", NEEDS.keySet())));
            return asked.value();
        }
        List<Field> missing =
                needed.stream().filter(field -> !settings.containsKey(field)).toList();
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing.stream().map(Field::key).toList());
            problems.add(Problem.error(
                            DatabricksCode.NO_CREDENTIALS,
                            "To log in by " + asked.value() + " needs " + names + ", which is nowhere.")
                    .at(asked.place())
                    .fix("add " + names + " where the rest stands, or change auth_type"));
        }
        // What does not belong to the chosen way is not used, and not shown as if it were.
        settings.keySet().removeIf(field -> field.logsIn() && !needed.contains(field) && field != Field.CLIENT_ID);
        return asked.value();
    }

    private void several(String source, List<String> possible) {
        Problem problem = Problem.error(
                DatabricksCode.MIXED_CREDENTIALS,
                "There are several ways to log in by " + source + ": " + String.join(" and ", possible) + ".");
        for (String method : possible) {
            Setting first = settings.get(NEEDS.getOrDefault(method, List.of()).get(0));
            problem = first == null ? problem : problem.at(first.place());
        }
        problems.add(problem.fix("choose one with auth_type = " + possible.get(0))
                .fix("remove the credentials of the others"));
    }

    private String none(boolean hasHost) {
        if (settings.containsKey(Field.CLIENT_ID) || settings.containsKey(Field.CLIENT_SECRET)) {
            Setting half = settings.containsKey(Field.CLIENT_ID)
                    ? settings.get(Field.CLIENT_ID)
                    : settings.get(Field.CLIENT_SECRET);
            Field other = half != null && half.field() == Field.CLIENT_ID ? Field.CLIENT_SECRET : Field.CLIENT_ID;
            Problem problem = Problem.error(
                    DatabricksCode.NO_CREDENTIALS, "Half of the credentials is missing: " + other.key() + ".");
            problems.add((half == null ? problem : problem.at(half.place()))
                    .fix("add " + other.key() + " in the same place"));
            return M2M;
        }
        if (settings.containsKey(Field.PASSWORD) || settings.containsKey(Field.USERNAME)) {
            problems.add(Problem.error(
                            DatabricksCode.NO_CREDENTIALS, "Databricks does not take user name and password any more.")
                    .fix("use a token: jedro databricks configure")
                    .fix("log in with the browser: databricks auth login"));
            return PAT;
        }
        if (hasHost && onPath(surroundings, "databricks")) {
            return CLI;
        }
        if (hasHost) {
            nothing(Optional.ofNullable(settings.get(Field.HOST)));
        }
        return PAT;
    }

    private void nothing(Optional<Setting> host) {
        Optional<Source> unused = leftAside.filter(Source::logsIn);
        Problem problem = Problem.error(
                DatabricksCode.NO_CREDENTIALS,
                "There is a workspace, but nothing to log in with"
                        + unused.map(profile -> "; " + profile.name() + " is not of this workspace, and is left aside.")
                                .orElse("."));
        if (host.isPresent()) {
            problem = problem.at(host.get().place());
            if (unused.isPresent()) {
                problem = problem.fix(
                        "use " + unused.get().name() + ": remove " + host.get().place());
            }
        }
        problems.add(problem.fix("make a profile with a token: jedro databricks configure")
                .fix("set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET")
                .fix("install the Databricks CLI and log in with: databricks auth login"));
    }

    static boolean onPath(Surroundings surroundings, String program) {
        for (String folder : surroundings.env().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()
                    && (Files.isExecutable(Path.of(folder, program))
                            || Files.isExecutable(Path.of(folder, program + ".exe")))) {
                return true;
            }
        }
        return false;
    }
}
