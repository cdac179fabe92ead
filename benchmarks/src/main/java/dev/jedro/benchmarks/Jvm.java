package dev.jedro.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Starts {@link Cold} in fresh processes, with the options with which the jedro command starts a project: the first time, and when that was short the next time. */
final class Jvm {
    private static final List<String> OPTIONS = List.of(
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:Tier4InvocationThreshold=300000",
            "-XX:Tier4MinInvocationThreshold=100000",
            "-XX:Tier4CompileThreshold=600000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** What a run is started with besides that took little CPU the last time; commands that only read are always. */
    private static final String SHORT = "-XX:TieredStopAtLevel=1";

    /** An archive takes no classes from folders, but lets them stand last. */
    private static final String LIBRARIES = classPath(false);

    private static final String FOLDERS = classPath(true);

    /** The options that tell how fast Java compiles, for a reader of the figures. */
    static String compilerOptions() {
        return SHORT + "; without archive "
                + OPTIONS.stream().filter(option -> option.contains("Tier4")).collect(Collectors.joining(" "));
    }

    /**
     * One run that does not count but is recorded, then some from an archive of the libraries' classes: as a project starts after its first run.
     */
    List<ProcessRun> runs(int count, String... arguments) throws IOException, InterruptedException {
        Path folder = Folders.temporary();
        try {
            Path list = folder.resolve("classes.list");
            Path archive = folder.resolve("classes.jsa");
            Path here = Path.of("").toAbsolutePath();
            ProcessRun.of(here, command(List.of("-XX:DumpLoadedClassList=" + list), arguments));
            List<String> dump = new ArrayList<>(java());
            dump.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
            dump.addAll(List.of("-cp", LIBRARIES));
            ProcessRun.of(here, dump);
            return runs(count, here, command(List.of("-XX:SharedArchiveFile=" + archive, SHORT), arguments));
        } finally {
            Folders.delete(folder);
        }
    }

    /** The same from the jars: as a project starts the first time, and where archives are switched off. */
    List<ProcessRun> runsWithoutArchive(int count, String... arguments) throws IOException, InterruptedException {
        return runs(count, Path.of("").toAbsolutePath(), command(List.of(), arguments));
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.addAll(List.of("-cp", LIBRARIES + File.pathSeparator + FOLDERS, Cold.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        return command;
    }

    private static String classPath(boolean folders) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> Files.isDirectory(Path.of(part)) == folders)
                .collect(Collectors.joining(File.pathSeparator));
    }

    static List<ProcessRun> runs(int count, Path folder, List<String> command)
            throws IOException, InterruptedException {
        List<ProcessRun> runs = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            ProcessRun run = ProcessRun.of(folder, command);
            if (i > 0) {
                runs.add(run);
            }
        }
        return runs;
    }

    static Figures seconds(List<ProcessRun> runs) {
        return of(runs, ProcessRun::seconds);
    }

    static Figures peak(List<ProcessRun> runs) {
        return of(runs, ProcessRun::peakMiB);
    }

    static Figures printed(List<ProcessRun> runs, String name) {
        return of(runs, run -> run.printed(name));
    }

    /** CPU and memory, where the system tells them. */
    static String cost(List<ProcessRun> runs) {
        double cpu = of(runs, ProcessRun::cpuSeconds).median();
        double peak = peak(runs).max();
        return peak == 0
                ? "memory unknown"
                : "CPU " + Figures.number(cpu) + " s, peak " + Figures.number(peak) + " MiB";
    }

    /** What the same took without the archive, in words. */
    static String without(Figures time, List<ProcessRun> runs) {
        return "; without archive " + Figures.number(time.median()) + " s, " + cost(runs);
    }

    private static Figures of(List<ProcessRun> runs, ToDoubleFunction<ProcessRun> figure) {
        return new Figures(runs.stream().map(figure::applyAsDouble).toList());
    }
}
