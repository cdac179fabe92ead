package dev.jedro.catalog;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * A version that somebody asks to load.
 *
 * @param name the dataset's
 * @param version as written; may be none
 */
record LoadVersion(String name, String version) {
    static final Place FLAG = Place.of("--load-versions");

    /** Adds what is wrong with it for this catalog. */
    void check(DataCatalog catalog, Problems into) {
        Optional<DatasetDefinition> definition = catalog.find(name);
        Optional<BoundDataset> ofOwnMaking =
                catalog.sound(name).filter(dataset -> dataset.type().versionsItself(dataset.options()));
        if (ofOwnMaking.isPresent()) {
            BoundDataset dataset = ofOwnMaking.get();
            dataset.type()
                    .wrongVersion(dataset.options(), version)
                    .map(wanted -> Problem.error(
                                    CatalogCode.BAD_VERSION,
                                    "'" + version + "' cannot be a version of '" + name + "' ("
                                            + dataset.type().name() + "): it is " + wanted)
                            .at(FLAG)
                            .at(dataset.definition().place())
                            .fix("name a version that is there, or leave the load version out"))
                    .ifPresent(into::add);
        } else if (definition.isEmpty()) {
            List<String> near = catalog.near(name);
            into.add(Problem.error(
                            CatalogCode.UNKNOWN_LOAD_VERSION,
                            "A load version is given for '" + name + "', which is not in the catalog")
                    .at(FLAG)
                    .near(near)
                    .fix("correct the dataset's name"));
        } else if (!definition.get().versioned()) {
            into.add(Problem.error(
                            CatalogCode.NOT_VERSIONED,
                            "A load version is given for '" + name + "', which is not versioned")
                    .at(FLAG)
                    .at(definition.get().place())
                    .fix("add 'versioned: true' to the entry, or leave the load version out"));
        } else if (!SaveVersion.allowed(version)) {
            into.add(Problem.error(
                            CatalogCode.BAD_VERSION,
                            "'" + version + "' cannot be a version of '" + name
                                    + "': it is the name of one folder, of letters, digits, '.', ':', '-', '+' and '_'")
                    .at(FLAG)
                    .fix("name a version that is there, such as 2026-11-20T15.12.06.535Z"));
        }
    }
}
