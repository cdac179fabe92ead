package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One configuration file that belongs to no environment, such as jedro.yml. Nothing in it is interpolated. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads a YAML or JSON file.
     *
     * @param shownAs how messages name it
     * @return an empty map for an empty file; empty if a problem was reported
     */
    public static Optional<ConfigMap> read(Path file, String shownAs, Problems into) {
        try {
            return read(Files.readAllBytes(file), shownAs, into);
        } catch (IOException e) {
            into.add(Problem.error(ConfigCode.UNREADABLE, "The file cannot be read: " + e.getMessage())
                    .at(Place.of(shownAs))
                    .fix("check that it exists and that you may read it"));
            return Optional.empty();
        }
    }

    /** As {@link #read(Path, String, Problems)}, of a file that was read already. */
    public static Optional<ConfigMap> read(byte[] content, String shownAs, Problems into) {
        return ConfigReader.read(shownAs, content, false, into);
    }
}
