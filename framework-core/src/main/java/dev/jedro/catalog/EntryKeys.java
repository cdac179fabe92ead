package dev.jedro.catalog;

import dev.jedro.config.Binder;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that entries of a type may have. Looked up once a class, since catalogs have many entries of few types.
 *
 * @param options those of the type's record, in either spelling
 * @param shown those of the type's record, as they are best written
 * @param core those that the catalog reads itself
 */
record EntryKeys(Set<String> options, List<String> shown, Set<String> core) {
    private static final ClassValue<EntryKeys> OF_FILES = new ClassValue<>() {
        @Override
        protected EntryKeys computeValue(Class<?> options) {
            return make(options, true);
        }
    };
    private static final ClassValue<EntryKeys> OF_OTHERS = new ClassValue<>() {
        @Override
        protected EntryKeys computeValue(Class<?> options) {
            return make(options, false);
        }
    };

    static EntryKeys of(DatasetType<?> type) {
        return (type instanceof FileDatasetType ? OF_FILES : OF_OTHERS).get(type.options());
    }

    private static EntryKeys make(Class<?> type, boolean files) {
        List<String> shown = Binder.describe(type.asSubclass(Record.class)).stream()
                .map(Binder.Option::key)
                .toList();
        Set<String> options = new HashSet<>(shown);
        Arrays.stream(type.getRecordComponents()).forEach(component -> options.add(component.getName()));
        Set<String> core = new HashSet<>(DatasetDefinition.CORE_KEYS);
        if (!files) {
            core.removeAll(List.of("filepath", "versioned"));
        }
        core.removeAll(options);
        core.add("type");
        options.remove("type");
        return new EntryKeys(Set.copyOf(options), shown, Set.copyOf(core));
    }

    /** All that may be meant by a key that is not known. */
    List<String> all() {
        Set<String> all = new HashSet<>(core);
        all.addAll(shown);
        all.remove("version");
        return List.copyOf(all);
    }
}
