package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One whole process, measured from outside.
 *
 * @param seconds from the start to the exit
 * @param cpuSeconds of the process itself and of those that it waited for, 0 where the system does not say
 * @param peakMiB most memory that it ever had, 0 where the system does not say
 * @param output what it wrote
 */
record ProcessRun(double seconds, double cpuSeconds, double peakMiB, String output) {
    private static final long POLL_MILLIS = 5;
    private static final double TICKS_A_SECOND = 100;

    /**
     * Starts the command and waits for its end.
     *
     * @throws IllegalStateException if it fails: a failed run is no measurement
     */
    static ProcessRun of(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("jedro-benchmark", ".out");
        try {
            long start = System.nanoTime();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            // A build server makes no archives; here a person's desk is measured.
            builder.environment().remove("CI");
            Process process = builder.start();
            double cpu = 0;
            double peak = 0;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                cpu = Math.max(cpu, cpuSeconds(process.pid()));
                peak = Math.max(peak, peakMiB(process.pid()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + text);
            }
            return new ProcessRun(seconds, cpu, peak, text);
        } finally {
            Files.delete(output);
        }
    }

    /** The figure that the process itself printed as {@code name=value}. */
    double printed(String name) {
        return allPrinted(name).get(0);
    }

    /** All that it printed so; never empty. */
    List<Double> allPrinted(String name) {
        List<Double> printed = output.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                .toList();
        if (printed.isEmpty()) {
            throw new IllegalStateException("no " + name + " in:\n" + output);
        }
        return printed;
    }

    private static double cpuSeconds(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_A_SECOND;
    }

    private static double peakMiB(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Empty where there is no such file, as on systems without /proc, and when the process has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
