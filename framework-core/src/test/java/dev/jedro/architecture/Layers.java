package dev.jedro.architecture;

import java.util.List;
import java.util.Set;

/** The layers of framework-core, as ARCHITECTURE.md draws them. */
final class Layers {
    static final String SPI = "spi";

    private static final List<Set<String>> BOTTOM_TO_TOP = List.of(
            Set.of("problem"),
            Set.of("config"),
            Set.of("catalog", "pipeline"),
            Set.of("dataset"),
            Set.of("hook"),
            Set.of("run"),
            Set.of("inspect"),
            Set.of("session"),
            Set.of("testkit"));

    /** What authors of plug-ins see through the interfaces that they implement. */
    private static final Set<String> SEEN_BY_SPI = Set.of("catalog", "config", "problem");

    private Layers() {}

    /** Whether a class in {@code dev.jedro.<user>} may depend on one in {@code dev.jedro.<used>}. Unknown areas may use nothing. */
    static boolean mayUse(String user, String used) {
        if (user.equals(used)) {
            return isKnown(user);
        }
        if (user.equals(SPI)) {
            return SEEN_BY_SPI.contains(used);
        }
        if (used.equals(SPI)) {
            return height(user) >= height("config");
        }
        return height(used) >= 0 && height(used) < height(user);
    }

    private static boolean isKnown(String area) {
        return area.equals(SPI) || height(area) >= 0;
    }

    private static int height(String area) {
        for (int height = 0; height < BOTTOM_TO_TOP.size(); height++) {
            if (BOTTOM_TO_TOP.get(height).contains(area)) {
                return height;
            }
        }
        return -1;
    }
}
