package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers all sources of settings, the one that counts most first; a profile stands right behind the source that names it. */
final class Sources {
    static final List<String> PROFILE_VARIABLES = List.of("DATABRICKS_CONFIG_PROFILE", "DATABRICKS_PROFILE");

    private record Named(String name, Place place, Tier tier) {}

    private final Wishes wishes;
    private final Surroundings surroundings;
    private final Problems problems;
    private final EnvFile envFile;
    private NoWorkspace noWorkspace;

    Sources(Wishes wishes, Surroundings surroundings, Problems problems) {
        this.wishes = wishes;
        this.surroundings = surroundings;
        this.problems = problems;
        this.envFile = surroundings.project().map(EnvFile::in).orElseGet(EnvFile::none);
        problems.addAll(envFile.problems());
        this.noWorkspace =
                new NoWorkspace(ConfigFile.none(surroundings.shown(surroundings.configFile())), ConfigFile.DEFAULT);
    }

    /** What to say if none of them names a workspace; to be asked after {@link #all()}. */
    NoWorkspace noWorkspace() {
        return noWorkspace;
    }

    List<Source> all() {
        Optional<Named> named = named();
        Optional<Source> profile = profile(named);
        Tier after = named.map(Named::tier).orElse(Tier.PROFILE);
        List<Source> all = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            Map<Field, Setting> settings = settings(tier);
            if (!settings.isEmpty()) {
                all.add(new Source(tier, tier.words(), false, settings));
            }
            if (tier == after) {
                profile.ifPresent(all::add);
            }
        }
        return all;
    }

    private Map<Field, Setting> settings(Tier tier) {
        Map<Field, Setting> settings = new EnumMap<>(Field.class);
        for (Wishes.Wish wish : wishes.all()) {
            if (wish.tier() == tier && wish.field().isPresent()) {
                put(settings, wish.field().get(), wish.value(), tier, wish.place());
            }
        }
        if (tier == Tier.ENVIRONMENT) {
            variables(
                            tier,
                            name -> Optional.ofNullable(surroundings.env().get(name))
                                    .map(value -> new Profile.Entry(value, Place.of(name))))
                    .forEach(settings::putIfAbsent);
        } else if (tier == Tier.ENV_FILE) {
            variables(tier, name -> Optional.ofNullable(envFile.values().get(name)))
                    .forEach(settings::putIfAbsent);
        }
        return settings;
    }

    private interface Variables {
        Optional<Profile.Entry> value(String name);
    }

    private static Map<Field, Setting> variables(Tier tier, Variables variables) {
        Map<Field, Setting> settings = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            field.variables()
                    .forEach(name -> variables
                            .value(name)
                            .ifPresent(entry -> put(settings, field, entry.value(), tier, entry.place())));
        }
        return settings;
    }

    /** What is empty is not there: scripts set variables to nothing. */
    private static void put(Map<Field, Setting> into, Field field, String value, Tier tier, Place place) {
        if (!value.isBlank()) {
            into.putIfAbsent(field, new Setting(field, value.strip(), tier, place));
        }
    }

    /** The profile that is asked for. */
    private Optional<Named> named() {
        return wish(Tier.FLAG)
                .or(() -> byVariables(
                        Tier.ENVIRONMENT,
                        name -> Optional.ofNullable(surroundings.env().get(name))
                                .map(value -> new Profile.Entry(value, Place.of(name)))))
                .or(() -> byVariables(
                        Tier.ENV_FILE,
                        name -> Optional.ofNullable(envFile.values().get(name))))
                .or(() -> wish(Tier.CONFIGURATION));
    }

    private Optional<Named> wish(Tier tier) {
        return wishes.all().stream()
                .filter(wish -> wish.tier() == tier && wish.field().isEmpty())
                .filter(wish -> !wish.value().isBlank())
                .findFirst()
                .map(wish -> new Named(wish.value().strip(), wish.place(), tier));
    }

    private Optional<Named> byVariables(Tier tier, Variables variables) {
        List<Profile.Entry> found = PROFILE_VARIABLES.stream()
                .flatMap(name -> variables.value(name).stream())
                .filter(entry -> !entry.value().isBlank())
                .toList();
        if (found.stream().map(entry -> entry.value().strip()).distinct().count() > 1) {
            Problem problem = Problem.error(
                    DatabricksCode.MIXED_CREDENTIALS,
                    "Two variables name different profiles: "
                            + found.get(0).value().strip() + " and "
                            + found.get(1).value().strip() + ".");
            problems.add(
                    problem.at(found.get(0).place()).at(found.get(1).place()).fix("keep one of them"));
        }
        return found.stream().findFirst().map(entry -> new Named(entry.value().strip(), entry.place(), tier));
    }

    private Optional<Source> profile(Optional<Named> named) {
        Path path = surroundings.configFile();
        String shown = surroundings.shown(path);
        if (!Files.exists(path)) {
            missing(named, shown);
            return Optional.empty();
        }
        ConfigFile file = ConfigFile.read(path, shown);
        String name = named.map(Named::name).or(file::defaultProfile).orElse(ConfigFile.DEFAULT);
        Optional<Profile> profile = file.profile(name);
        relevant(file, profile).forEach(problems::add);
        if (profile.isEmpty() && named.isPresent()) {
            problems.add(NoWorkspace.unknown(
                    named.get().name(),
                    named.get().place(),
                    shown,
                    List.copyOf(file.profiles().keySet())));
        }
        noWorkspace = new NoWorkspace(file, name);
        return profile.map(found -> {
            Map<Field, Setting> settings = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                found.entry(field).ifPresent(entry -> put(settings, field, entry.value(), Tier.PROFILE, entry.place()));
            }
            return new Source(Tier.PROFILE, "the profile '" + name + "'", named.isEmpty(), settings);
        });
    }

    private void missing(Optional<Named> named, String shown) {
        if (surroundings.namesConfigFile()) {
            problems.add(ConfigFile.absent(shown));
        } else {
            named.ifPresent(wanted -> problems.add(Problem.error(
                            DatabricksCode.UNKNOWN_PROFILE,
                            "There is no profile '" + wanted.name() + "': there is no file " + shown + ".")
                    .at(wanted.place())
                    .fix("make it with: jedro databricks configure --profile " + wanted.name())));
        }
    }

    /** Mistakes that touch the profile: those of its own lines, and those that leave it unclear to whom a line belongs. */
    private static List<Problem> relevant(ConfigFile file, Optional<Profile> profile) {
        return file.problems().stream()
                .filter(problem -> problem.code()
                        != DatabricksCode.UNKNOWN_PROFILE) // matters only if nothing else names a workspace
                .filter(problem -> problem.isError()
                        || profile.filter(found -> problem.what().contains("'" + found.name() + "'"))
                                .isPresent())
                .toList();
    }
}
