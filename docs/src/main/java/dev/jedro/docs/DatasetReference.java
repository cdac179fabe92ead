package dev.jedro.docs;

import dev.jedro.catalog.CatalogSchema;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.spi.DatasetType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of all dataset types and their options: from the schema that editors use, with the words of the option records' Javadoc. */
public final class DatasetReference {
    /** Where it stands in the repository. */
    public static final String PAGE = "docs/dataset-reference.md";

    private static final Map<String, String> EVERY_ENTRY = new LinkedHashMap<>();

    static {
        EVERY_ENTRY.put("type", "the name of the type, or the full name of a class");
        EVERY_ENTRY.put("filepath", "of types that live in files: relative to the project");
        EVERY_ENTRY.put("versioned", "of those: whether each run saves a version of its own");
        EVERY_ENTRY.put("cached", "whether data stays in memory until its last use in the run");
        EVERY_ENTRY.put("credentials", "the name of an entry in credentials.yml");
        EVERY_ENTRY.put("layer", "for pictures and tools");
        EVERY_ENTRY.put("metadata", "anything, for tools; Jedro keeps it");
    }

    private DatasetReference() {}

    /**
     * Describes the types on the class path.
     *
     * @param repository where their sources are
     */
    public static String markdown(Path repository) throws IOException {
        DatasetTypes types = DatasetTypes.installed();
        Map<String, Map<?, ?>> schemas = schemas(types);
        Javadoc javadoc = Javadoc.of(repository);
        StringBuilder page = new StringBuilder("""
                # Dataset types

                All types that come with Jedro and its modules, with their options. This page is written from the code, by `ReferencePagesTest`; [Catalog](catalog.md) tells how entries
                are written. Types with a dot in their name need their module in the project's `pom.xml`. Any option may be an interpolation, `${…}`.

                ## Every entry

                | key | meaning |
                |---|---|
                """);
        EVERY_ENTRY.forEach((key, meaning) ->
                page.append("| `").append(key).append("` | ").append(meaning).append(" |\n"));
        Map<String, DatasetType<?>> byName = new TreeMap<>();
        ServiceLoader.load(DatasetType.class).forEach(type -> byName.put(type.name(), type));
        byName.forEach((name, type) -> describe(page, type, Objects.requireNonNull(schemas.get(name), name), javadoc));
        return page.toString();
    }

    private static void describe(StringBuilder page, DatasetType<?> type, Map<?, ?> schema, Javadoc javadoc) {
        page.append("\n## ").append(type.name()).append("\n\n");
        javadoc.sentence(type.getClass()).ifPresent(text -> page.append(text).append("\n\n"));
        page.append("Gives and takes: `")
                .append(type.javaTypes().replace("`", ""))
                .append("`.\n");
        List<String> rows = new ArrayList<>();
        Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(schema.get("properties"));
        Object required = schema.get("required");
        properties.forEach((key, property) -> {
            if (!EVERY_ENTRY.containsKey(String.valueOf(key)) || !coreKeys(type).contains(String.valueOf(key))) {
                boolean needed = required instanceof List<?> names && names.contains(key);
                rows.add("| `" + key + "` | " + cell(Schemas.values((Map<?, ?>) property)) + " | "
                        + (needed ? "needed" : cell(Schemas.usual((Map<?, ?>) property))) + " | "
                        + cell(javadoc.component(type.options(), String.valueOf(key))) + " |\n");
            }
        });
        if (rows.isEmpty()) {
            page.append("\nNo options of its own.\n");
        } else {
            page.append("\n| option | value | usual | meaning |\n|---|---|---|---|\n");
            rows.forEach(page::append);
        }
    }

    /** Those of every entry that the type's own options do not replace. */
    private static List<String> coreKeys(DatasetType<?> type) {
        List<String> own = Javadoc.keys(type.options());
        return EVERY_ENTRY.keySet().stream().filter(key -> !own.contains(key)).toList();
    }

    private static Map<String, Map<?, ?>> schemas(DatasetTypes types) {
        Map<?, ?> entry = (Map<?, ?>) CatalogSchema.of(types).get("additionalProperties");
        return ((List<?>) Objects.requireNonNull(Objects.requireNonNull(entry).get("allOf")))
                .stream().map(choice -> (Map<?, ?>) choice).collect(Collectors.toMap(DatasetReference::name, choice ->
                        (Map<?, ?>) Objects.requireNonNull(choice.get("then"))));
    }

    private static String name(Map<?, ?> choice) {
        Map<?, ?> condition = (Map<?, ?>) Objects.requireNonNull(choice.get("if"));
        Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(condition.get("properties"));
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(properties.get("type"))).get("const"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
