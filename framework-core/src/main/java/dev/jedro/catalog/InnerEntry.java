package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.DatasetType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands under {@code dataset:} in the entry of a dataset that is made of others: a type's name, or a map with {@code type} and the type's options.
 *
 * @param type the name of it, where it is written
 */
record InnerEntry(ConfigMap entry, ConfigValue type) {

    /** What it is called as long as nobody knows the name of the dataset around it. */
    private static final String NAME = "dataset";

    /** A text about the inner dataset with the name of the one around it. */
    static String named(String text, String outer) {
        return text.replace("ataset '" + NAME + "'", "ataset '" + outer + "'");
    }

    /** @throws JedroException if there is no type */
    static InnerEntry of(ConfigValue written) {
        ConfigMap entry =
                written instanceof ConfigMap map ? map : ConfigMap.of(Map.of("type", written), written.place());
        ConfigValue type = entry.get("type")
                .orElseThrow(() ->
                        new JedroException(Problem.error(CatalogCode.NOT_AN_ENTRY, "The inner dataset has no 'type'")
                                .at(written.place())
                                .fix("add 'type: …'")));
        return new InnerEntry(entry, type);
    }

    /** Empty if there is no such type, which {@link #bound} tells. */
    Optional<DatasetType<?>> known() {
        return DatasetTypes.installed().find(type.toString(), type.place(), new Problems());
    }

    /** The same with a key that the dataset around it says. */
    InnerEntry with(String key, String value) {
        return new InnerEntry(entry.with(key, ConfigValue.of(value, entry.place())), type);
    }

    /**
     * @param unfit keys that are for the dataset around it to say
     * @throws JedroException if it has any of them
     */
    void refuse(Collection<String> unfit) {
        Problems problems = new Problems();
        check(unfit, problems);
        problems.throwIfErrors();
    }

    private void check(Collection<String> unfit, Problems problems) {
        for (String key : unfit) {
            if (entry.has(key)) {
                problems.add(
                        Problem.error(CatalogCode.BAD_KEY, "The inner dataset has '" + key + "', which it cannot have")
                                .at(entry.keyPlace(key))
                                .fix("remove it: where the files are is for the dataset around it to say"));
            }
        }
    }

    /** @throws JedroException with all that is wrong in its options */
    BoundDataset bound() {
        return bound(List.of());
    }

    /** As {@link #bound()} and {@link #refuse}. */
    BoundDataset bound(Collection<String> unfit) {
        Problems problems = new Problems();
        check(unfit, problems);
        DatasetDefinition definition =
                new DatasetDefinition(NAME, type.toString(), entry.place(), Optional.empty(), entry);
        Optional<BoundDataset> bound = BoundDataset.bindInner(definition, entry, DatasetTypes.installed(), problems);
        problems.throwIfErrors();
        return bound.orElseThrow();
    }
}
