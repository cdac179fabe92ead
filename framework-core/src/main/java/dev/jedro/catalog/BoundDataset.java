package dev.jedro.catalog;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigCode;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A definition whose type was found and whose options were bound.
 *
 * @param options of the class that {@code type.options()} names
 */
record BoundDataset(DatasetDefinition definition, DatasetType<Object> type, Object options, ConfigMap credentials) {

    /** @param filled the definition's entry, credentials filled */
    static Optional<BoundDataset> bind(
            DatasetDefinition definition, ConfigMap filled, DatasetTypes types, Problems into) {
        return bind(definition, filled, types, true, into);
    }

    /** As {@code bind}, for a dataset whose files are named by another one. */
    static Optional<BoundDataset> bindInner(
            DatasetDefinition definition, ConfigMap filled, DatasetTypes types, Problems into) {
        return bind(definition, filled, types, false, into);
    }

    private static Optional<BoundDataset> bind(
            DatasetDefinition definition, ConfigMap filled, DatasetTypes types, boolean ownFile, Problems into) {
        Problems found = new Problems();
        Place typePlace = filled.get("type").map(value -> value.place()).orElse(definition.place());
        DatasetType<?> type = types.find(definition.type(), typePlace, found).orElse(null);
        checkCoreKeys(definition.name(), filled, found);
        Optional<?> options = Optional.empty();
        if (type != null) {
            ConfigMap own = own(definition, filled, type, found);
            Problems unbound = new Problems();
            options = Binder.bind(own, type.options(), unbound);
            // What the type itself says of its options need not name the entry; what the binder says has the key.
            unbound.all().stream()
                    .map(problem -> problem.code() instanceof ConfigCode ? problem : definition.named(problem))
                    .forEach(found::add);
            if (ownFile) {
                checkFile(definition, filled, type, found);
            }
        }
        if (type instanceof FileDatasetType<?> files && options.isPresent()) {
            checkPath(definition, filled, files, options.get(), found);
            if (definition.versioned()) {
                checkVersions(definition, filled, files, options.get(), found);
            }
        }
        if (options.isPresent()) {
            checkCredentials(definition, filled, Objects.requireNonNull(type), options.get(), found);
        }
        into.addAll(found.all().stream()
                .map(problem -> problem.withTexts(text -> InnerEntry.named(text, definition.name())))
                .toList());
        if (found.hasErrors()) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // the options are of the class that the type itself names
        DatasetType<Object> typed = (DatasetType<Object>) Objects.requireNonNull(type);
        return Optional.of(
                new BoundDataset(definition, typed, options.orElseThrow(), Credentials.of(filled, definition.place())));
    }

    private static void checkCoreKeys(String name, ConfigMap entry, Problems into) {
        for (String key : List.of("versioned", "cached")) {
            entry.get(key)
                    .filter(value -> !(value instanceof ConfigScalar scalar && scalar.value() instanceof Boolean))
                    .ifPresent(value -> into.add(wrongKind(name, key, "true or false")
                            .at(value.place())
                            .fix("write '" + key + ": true', or remove it")));
        }
        for (String key : List.of("filepath", "layer")) {
            entry.get(key)
                    .filter(value -> !(value instanceof ConfigScalar scalar
                            && scalar.value() instanceof String text
                            && !text.isBlank()))
                    .ifPresent(value -> into.add(wrongKind(name, key, "a text that is not empty")
                            .at(value.place())
                            .fix("write '" + key + ": …', or remove it")));
        }
        entry.get("metadata")
                .filter(value -> !(value instanceof ConfigMap))
                .ifPresent(value -> into.add(wrongKind(name, "metadata", "a map")
                        .at(value.place())
                        .fix("put what you want to note under keys")));
    }

    private static Problem wrongKind(String name, String key, String wanted) {
        return Problem.error(CatalogCode.BAD_KEY, "The key '" + key + "' of dataset '" + name + "' must be " + wanted);
    }

    /** The keys for the type's record. Unknown ones are told here, where the catalog's own keys are known as well, and kept from the binder. */
    private static ConfigMap own(DatasetDefinition definition, ConfigMap filled, DatasetType<?> type, Problems into) {
        EntryKeys keys = EntryKeys.of(type);
        if (filled.has("version") && keys.core().contains("version")) {
            into.add(Problem.warning(
                            CatalogCode.RESERVED_KEY,
                            "The key 'version' of dataset '" + definition.name() + "' is reserved and has no effect")
                    .at(filled.keyPlace("version"))
                    .fix("remove it; choose a version with --load-versions " + definition.name() + ":…"));
        }
        List<String> notForTheBinder = new ArrayList<>();
        for (String key : filled.keys()) {
            if (!keys.options().contains(key)) {
                notForTheBinder.add(key);
                if (!keys.core().contains(key)) {
                    into.add(unknownKey(definition, type, key, keys).at(filled.keyPlace(key)));
                }
            }
        }
        return filled.without(notForTheBinder);
    }

    private static Problem unknownKey(DatasetDefinition definition, DatasetType<?> type, String key, EntryKeys keys) {
        List<String> near = NearNames.of(key, keys.all());
        Problem problem = Problem.error(
                        CatalogCode.UNKNOWN_OPTION,
                        "Dataset '" + definition.name() + "' (" + type.name() + ") has no option '" + key + "'")
                .near(near);
        if (!near.isEmpty()) {
            return problem.fix("rename it to '" + near.get(0) + "'");
        }
        return problem.fix(
                keys.shown().isEmpty()
                        ? "remove it: " + type.name() + " has no options"
                        : "remove it; the options are: " + String.join(", ", keys.shown()));
    }

    private static void checkFile(DatasetDefinition definition, ConfigMap filled, DatasetType<?> type, Problems into) {
        if (!(type instanceof FileDatasetType)) {
            return;
        }
        if (!filled.has("filepath")) {
            if (filled.keys().stream().anyMatch(key -> isMistypedFilepath(key, type))) {
                return; // told as an unknown option, with this cure
            }
            into.add(Problem.error(
                            CatalogCode.NO_FILEPATH,
                            "Dataset '" + definition.name() + "' (" + type.name() + ") has no 'filepath'")
                    .at(definition.place())
                    .fix("add 'filepath: data/…'"));
            return;
        }
        definition
                .filepath()
                .flatMap(path -> ProjectPaths.mistake(path))
                .ifPresent(problem ->
                        into.add(problem.at(filled.get("filepath").orElseThrow().place())));
    }

    private static void checkPath(
            DatasetDefinition definition, ConfigMap filled, FileDatasetType<?> type, Object options, Problems into) {
        @SuppressWarnings("unchecked") // the options are of the class that the type itself names
        FileDatasetType<Object> typed = (FileDatasetType<Object>) type;
        definition
                .filepath()
                .flatMap(path -> typed.wrongPath(options, path))
                .ifPresent(problem -> into.add(definition
                        .named(problem)
                        .at(filled.get("filepath").orElseThrow().place())));
    }

    /** Where credentials of that name are not there, that is told already. */
    private static void checkCredentials(
            DatasetDefinition definition, ConfigMap filled, DatasetType<?> type, Object options, Problems into) {
        ConfigValue given = filled.get(Credentials.KEY).orElse(null);
        if (given != null && !(given instanceof ConfigMap)) {
            into.add(
                    wrongKind(definition.name(), Credentials.KEY, "a name of credentials.yml")
                            .at(given.place())
                            .fix(
                                    "write one name, as in 'credentials: warehouse', which has keys beneath it in credentials.yml"));
            return;
        }
        @SuppressWarnings("unchecked") // the options are of the class that the type itself names
        DatasetType<Object> typed = (DatasetType<Object>) type;
        for (Problem problem : typed.wrongCredentials(options, Credentials.of(filled, definition.place()))) {
            Problem placed = problem.where().isEmpty() && given != null ? problem.at(given.place()) : problem;
            into.add(definition.named(placed).at(definition.place()));
        }
    }

    private static void checkVersions(
            DatasetDefinition definition, ConfigMap filled, FileDatasetType<?> type, Object options, Problems into) {
        @SuppressWarnings("unchecked") // the options are of the class that the type itself names
        FileDatasetType<Object> typed = (FileDatasetType<Object>) type;
        if (!typed.canVersion(options)) {
            into.add(Problem.error(
                            CatalogCode.BAD_KEY,
                            "Dataset '" + definition.name() + "' (" + type.name()
                                    + ") cannot be versioned as it is here")
                    .at(filled.keyPlace("versioned"))
                    .fix("remove 'versioned'"));
        }
    }

    private static boolean isMistypedFilepath(String key, DatasetType<?> type) {
        EntryKeys keys = EntryKeys.of(type);
        return !keys.all().contains(key)
                && NearNames.of(key, keys.all()).stream().limit(1).anyMatch("filepath"::equals);
    }

    boolean inMemory() {
        return ((DatasetType<?>) type) instanceof MemoryType;
    }

    boolean versioned() {
        return type instanceof FileDatasetType && definition.versioned();
    }
}
