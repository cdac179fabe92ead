package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes projects from starters, as a user does, and says where the tutorial's raw files are. */
final class Starters {
    private static final int MOST_SECONDS_FOR_AN_ARCHIVE = 120;
    private static final List<String> RAW = List.of("companies.csv", "reviews.csv", "shuttles.xlsx");

    private final String jedro;
    private final Path realData;

    Starters(Path checkout) {
        this.jedro = checkout.resolve("jedro").toString();
        this.realData = Path.of(System.getProperty(
                "spaceflights", checkout.resolve("../shared/data/spaceflights").toString()));
    }

    /** The command of the checkout. */
    String jedro() {
        return jedro;
    }

    /** A new project of the starter, in a folder of its name. */
    Path scaffold(Path folder, String starter) throws IOException, InterruptedException {
        Path project = folder.resolve(starter);
        ProcessRun.of(
                folder,
                List.of(
                        jedro,
                        "new",
                        "--starter",
                        starter,
                        "--name",
                        "Flights",
                        "--package",
                        "benchmark.flights",
                        "--directory",
                        project.toString()));
        return project;
    }

    boolean hasRealData() {
        return Files.isRegularFile(realData.resolve("shuttles.xlsx"));
    }

    /** The tutorial's raw files, or else those that came with the starter. */
    Path raw(Path project) {
        return hasRealData() ? realData : project.resolve("data/01_raw");
    }

    /** Puts the tutorial's raw files, where there are any, in the place of the starter's. */
    void copyRaw(Path project) throws IOException {
        if (hasRealData()) {
            for (String file : RAW) {
                Files.copy(
                        realData.resolve(file),
                        project.resolve("data/01_raw").resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Archives are made in the background after a first run; none is needed, so that it never comes is no mistake. */
    static void awaitArchive(Path folder) throws IOException, InterruptedException {
        await(folder, state -> {
            try (Stream<Path> files = Files.list(state)) {
                return files.anyMatch(file -> file.toString().endsWith(".jsa"));
            }
        });
    }

    /** Waits until a project's archive has the classes that runs in an environment load. */
    static void awaitClasses(Path project, String environment) throws IOException, InterruptedException {
        await(project, state -> {
            Path learned = state.resolve("learned.txt");
            return Files.exists(learned) && Files.readAllLines(learned).contains(environment);
        });
    }

    private interface Condition {
        boolean holds(Path state) throws IOException;
    }

    private static void await(Path folder, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_FOR_AN_ARCHIVE);
        while (System.nanoTime() < end) {
            if (condition.holds(folder.resolve("target/jedro"))) {
                return;
            }
            Thread.sleep(100);
        }
        System.err.println("no archive in " + folder);
    }
}
