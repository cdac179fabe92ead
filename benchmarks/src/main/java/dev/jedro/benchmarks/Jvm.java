package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Starts {@link Cold} in fresh processes, with the options with which the jedro command starts a project. */
final class Jvm {
    private static final List<String> OPTIONS = List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:Tier4InvocationThreshold=300000",
            "-XX:Tier4MinInvocationThreshold=100000",
            "-XX:Tier4CompileThreshold=600000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** The options that tell how fast Java compiles, for a reader of the figures. */
    static String compilerOptions() {
        return OPTIONS.stream().filter(option -> option.contains("Tier4")).collect(Collectors.joining(" "));
    }

    /** One run that does not count, then some that do. */
    List<ProcessRun> runs(int count, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Cold.class.getName()));
        command.addAll(List.of(arguments));
        return runs(count, Path.of("").toAbsolutePath(), command);
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

    private static Figures of(List<ProcessRun> runs, ToDoubleFunction<ProcessRun> figure) {
        return new Figures(runs.stream().map(figure::applyAsDouble).toList());
    }
}
