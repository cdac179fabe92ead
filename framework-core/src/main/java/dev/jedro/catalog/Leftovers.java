package dev.jedro.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary files of processes that were killed in the middle of a save. Their names tell whose they are: machine, process and when it started. Only those of this machine
 * whose process is gone are removed; folders that several machines share keep the rest.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int RADIX = Character.MAX_RADIX;
    private static final String MACHINE = Integer.toString(machine() >>> 1, RADIX);
    private static final Pattern NAME =
            Pattern.compile("\\.(?<stem>.*)\\.(\\w+)-(\\w+)-(\\w+)-\\w+\\.(?<purpose>tmp|old)(?<ending>\\..*)?");

    /** Stands in a temporary name that does not tell the whole of the file's. */
    static final String SHORTENED = "~";

    /** What the name of each temporary file of this process has before its random part. */
    static final String OWNER = MACHINE + "-"
            + Long.toString(ProcessHandle.current().pid(), RADIX) + "-"
            + Long.toString(started(ProcessHandle.current()), RADIX) + "-";

    /** Each folder once a process: listing it at each save would cost most where there are many files. */
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /** Removes what killed processes left in a folder, and puts back what they had moved aside for a folder that never came. What cannot be removed stays. */
    static void sweep(Path folder) {
        if (SWEPT.add(folder)) {
            sweepNow(folder);
        }
    }

    /** Whether a name is one that {@link AtomicFile} gives to what is not yet, or no longer, in its place. */
    static boolean isOne(String name) {
        return name.startsWith(".") && NAME.matcher(name).matches();
    }

    static void sweepNow(Path folder) {
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, ".*")) {
            for (Path path : hidden) {
                Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
                if (name.matches() && isStale(name)) {
                    settle(path, name);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} could not be cleaned", folder, e);
        }
    }

    private static void settle(Path path, Matcher name) throws IOException {
        String stem = name.group("stem");
        Path target = path.resolveSibling(stem + Objects.requireNonNullElse(name.group("ending"), ""));
        if (name.group("purpose").equals("tmp") || Files.exists(target)) {
            LOG.info("Removing {}, which a process left that was killed", path);
            AtomicFile.delete(path);
        } else if (!stem.contains(SHORTENED)) {
            LOG.warn("Putting {} back, since the process that was to replace it was killed", target);
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isStale(Matcher name) {
        return name.group(2).equals(MACHINE)
                && ProcessHandle.of(Long.parseLong(name.group(3), RADIX))
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                Long.toString(started(process), RADIX).equals(name.group(4)))
                        .isEmpty();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    /** The machine's name, and on Linux the space in which process numbers are counted, since containers may share a name. */
    private static int machine() {
        String name = Objects.requireNonNullElse(
                System.getenv("HOSTNAME"), Objects.requireNonNullElse(System.getenv("COMPUTERNAME"), ""));
        String space = "";
        try {
            name += Files.exists(Path.of("/etc/hostname")) ? Files.readString(Path.of("/etc/hostname")) : "";
            Path pids = Path.of("/proc/self/ns/pid");
            space = Files.exists(pids) ? Files.readSymbolicLink(pids).toString() : "";
        } catch (IOException | RuntimeException e) {
            LOG.debug("The machine does not tell its name", e);
        }
        return Objects.hash(name, space);
    }
}
