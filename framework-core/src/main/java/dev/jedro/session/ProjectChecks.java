package dev.jedro.session;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.catalog.NamePattern;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.ProjectChecked;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.run.RunPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Everything about a project that can be known without running it. */
final class ProjectChecks {
    private static final String PARAMS = "params:";
    private final ProjectState state;
    private final Problems found = new Problems();

    ProjectChecks(ProjectState state) {
        this.state = state;
    }

    /** Errors first, each problem once. */
    List<Problem> all() {
        ProjectConfig config = state.config();
        found.addAll(config.check());
        attempt(() -> {
            state.wiring().check();
            found.addAll(state.hookWarnings());
        });
        SortedMap<String, Pipeline> pipelines = state.pipelines().all(found);
        pipelines.values().forEach(pipeline -> found.addAll(pipeline.warnings()));
        attempt(() -> {
            DataCatalog catalog = DataCatalog.of(config, state.types(), found);
            plans(pipelines, catalog);
            unused(pipelines, catalog);
            found.addAll(state.hooks()
                    .projectChecked(new ProjectChecked(
                            state.opened().file().name(),
                            state.opened().root(),
                            state.opened().env(),
                            config,
                            catalog,
                            List.copyOf(pipelines.values()))));
        });
        List<Problem> all = new ArrayList<>(once(found.errors()));
        all.addAll(once(found.warnings()));
        return all;
    }

    /** Without those that say the same of places that were told already: a node that reads all parameters stumbles over each mistake in them. */
    private static List<Problem> once(List<Problem> problems) {
        List<Problem> all = new ArrayList<>();
        Map<String, List<Problem>> told = new HashMap<>();
        for (Problem problem : problems) {
            List<Problem> alike =
                    told.computeIfAbsent(problem.code().id() + " " + problem.what(), key -> new ArrayList<>());
            if (alike.stream().noneMatch(other -> problem.where().containsAll(other.where()))) {
                alike.add(problem);
                all.add(problem);
            }
        }
        return all;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (JedroException e) {
            found.addAll(e.problems());
        }
    }

    /** The default pipeline as a whole, and each other one that has nodes of its own: parts may leave inputs to each other. */
    private void plans(SortedMap<String, Pipeline> pipelines, DataCatalog catalog) {
        Set<Object> covered = new HashSet<>();
        Pipeline whole = pipelines.get(RunRequest.DEFAULT_PIPELINE);
        if (whole != null) {
            plan(whole, catalog);
            covered.addAll(whole.nodes());
        }
        for (Pipeline pipeline : pipelines.values()) {
            if (!covered.containsAll(pipeline.nodes())) {
                plan(pipeline, catalog);
            }
        }
    }

    private void plan(Pipeline pipeline, DataCatalog catalog) {
        attempt(() -> RunPlan.of(
                pipeline, pipeline, catalog, state.config().parameters(), Map.of(), state.resources(), found));
    }

    private void unused(SortedMap<String, Pipeline> pipelines, DataCatalog catalog) {
        Set<String> used = new HashSet<>();
        pipelines.values().forEach(pipeline -> used.addAll(pipeline.datasets()));
        found.addAll(catalog.check(datasets(used)));
        if (!pipelines.keySet().containsAll(state.pipelines().names())) {
            return; // what one that could not be made would use, nobody knows
        }
        for (String name : catalog.names()) {
            if (!used.contains(name)) {
                found.add(
                        Problem.warning(SessionCode.UNUSED_ENTRY, "No pipeline uses the catalog entry '" + name + "'.")
                                .at(catalog.find(name).orElseThrow().place())
                                .fix("remove the entry, or correct a name"));
            }
        }
        unusedPatterns(used, catalog);
        if (!used.contains("parameters")) {
            unusedKeys(
                    state.config().parameters(),
                    parameters(used),
                    SessionCode.UNUSED_PARAMETER,
                    "No pipeline uses the parameter");
        }
        unusedKeys(
                state.config().globals(),
                state.config().referenced("globals"),
                SessionCode.UNUSED_GLOBAL,
                "The environment '" + state.config().env() + "' does not use the global");
        unusedCredentials(catalog);
    }

    private void unusedKeys(ConfigMap map, Set<String> used, SessionCode code, String what) {
        new UnusedKeys(used)
                .in(map)
                .forEach((path, place) -> found.add(Problem.warning(code, what + " '" + path + "'.")
                        .at(place)
                        .fix("remove it, or correct a name")));
    }

    private void unusedPatterns(Set<String> used, DataCatalog catalog) {
        Set<String> matching = new HashSet<>();
        datasets(used)
                .forEach(name ->
                        catalog.find(name).flatMap(DatasetDefinition::pattern).ifPresent(matching::add));
        for (NamePattern pattern : catalog.patterns()) {
            if (!matching.contains(pattern.text())) {
                found.add(Problem.warning(
                                SessionCode.UNUSED_ENTRY,
                                "No dataset of a pipeline uses the catalog pattern '" + pattern.text() + "'.")
                        .at(pattern.place())
                        .fix("remove the pattern, or correct a name"));
            }
        }
    }

    private static List<String> datasets(Collection<String> used) {
        return used.stream()
                .filter(name -> !name.startsWith(PARAMS) && !name.equals("parameters"))
                .toList();
    }

    private Set<String> parameters(Collection<String> used) {
        Set<String> parameters = new HashSet<>(state.config().referenced("parameters"));
        used.stream()
                .filter(name -> name.startsWith(PARAMS))
                .forEach(name -> parameters.add(name.substring(PARAMS.length())));
        return parameters;
    }

    private void unusedCredentials(DataCatalog catalog) {
        Set<String> named = catalog.credentialNames();
        ConfigMap credentials = state.config().credentials();
        for (String name : credentials.keys()) {
            if (!named.contains(name) && !name.startsWith("_")) {
                Place place = credentials.keyPlace(name);
                found.add(Problem.warning(
                                SessionCode.UNUSED_CREDENTIALS, "No catalog entry uses the credentials '" + name + "'.")
                        .at(place)
                        .fix("remove them, or name them in an entry: credentials: " + name));
            }
        }
    }
}
