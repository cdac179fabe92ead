package dev.jedro.inspect;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.config.Masking;
import dev.jedro.problem.Place;
import java.util.List;
import java.util.Optional;

/**
 * One dataset, of the catalog or of a pipeline.
 *
 * @param type as the catalog names it; {@code Memory} for what the catalog does not define
 * @param persistent whether it outlives a run
 * @param filepath its file, or the folder of a type such as {@code Partitioned}, as written, user and password of an address masked; empty if it has none
 * @param layer empty if it has none
 * @param pattern the pattern that defines it; empty if it has an entry of its own, or none
 * @param place where it is defined; empty if it is not
 * @param credentials the names of the credentials that it is given, sorted; never their values
 * @param used whether a pipeline reads or writes it
 */
public record DatasetSnapshot(
        String name,
        String type,
        boolean persistent,
        Optional<String> filepath,
        boolean versioned,
        Optional<String> layer,
        Optional<String> pattern,
        Optional<Place> place,
        List<String> credentials,
        boolean used) {

    static DatasetSnapshot of(String name, DataCatalog catalog, boolean used) {
        Optional<DatasetDefinition> found = catalog.find(name);
        return new DatasetSnapshot(
                name,
                found.map(DatasetDefinition::type).orElse("Memory"),
                catalog.persists(name),
                found.flatMap(DatasetDefinition::location).map(Masking::userInfo),
                found.map(DatasetDefinition::versioned).orElse(false),
                found.flatMap(DatasetDefinition::layer),
                found.flatMap(DatasetDefinition::pattern),
                found.map(DatasetDefinition::place),
                found.map(DatasetDefinition::credentialNames).orElse(List.of()),
                used);
    }
}
