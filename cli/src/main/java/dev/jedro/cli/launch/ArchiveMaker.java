package dev.jedro.cli.launch;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a class-data archive in the background, in a process of its own, when the run that was recorded has ended. It says nothing but to its own log. */
public final class ArchiveMaker {
    private ArchiveMaker() {}

    /**
     * What a project's run is started with besides, so that it records its classes; nothing where there is an archive, nor on a build server, where nobody waits for the next
     * run.
     *
     * @param arguments the project's argument file
     */
    public static List<String> recording(Path arguments) {
        Path record = arguments.resolveSibling(ClassArchive.RECORD);
        boolean somebodyWaits = System.getenv().getOrDefault("CI", "").isEmpty();
        return somebodyWaits && Files.exists(record) ? List.of("@" + record) : List.of();
    }

    /** Starts the maker if this process was recorded; to be called when a run has gone well. Never fails: an archive is only a matter of speed. */
    public static void startIfRecorded() {
        String archive = System.getProperty(ClassArchive.RECORDED);
        if (archive == null) {
            return;
        }
        try {
            Path jar = Path.of(ArchiveMaker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path log = Path.of(archive).resolveSibling("archive.log");
            new ProcessBuilder(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            jar.toString(),
                            ArchiveMaker.class.getName(),
                            String.valueOf(ProcessHandle.current().pid()),
                            archive)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of(File.separatorChar == '\\' ? "NUL" : "/dev/null")
                            .toFile())
                    .start();
        } catch (IOException | URISyntaxException | RuntimeException e) {
            // The next run is recorded again.
        }
    }

    /** @param arguments the process to wait for, and the archive */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProcessHandle.of(Long.parseLong(arguments[0]))
                .ifPresent(run -> run.onExit().join());
        ClassArchive archive = new ClassArchive(Path.of(arguments[1]));
        Path state = archive.file().getParent();
        Path list = archive.list("pid" + arguments[0]);
        if (state == null || !Files.exists(list)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        state.resolve("archive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !Files.exists(archive.file())) {
                make(archive, list, state);
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    private static void make(ClassArchive archive, Path list, Path state) throws IOException, InterruptedException {
        List<String> launch = Files.readAllLines(state.resolve("launch.args"));
        Path options = state.resolve("archive.args");
        // The project's own options, since an archive is for some of them, but for its libraries alone.
        Files.write(options, launch.subList(0, launch.indexOf(LaunchFile.quoted("-cp"))));
        // Java archives no folder: those of other modules of the build stand behind the libraries.
        String libraries = PreparedProject.librariesIn(state).stream()
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        if (dump(List.of("@" + options), list, libraries, archive.file())) {
            useFromNowOn(archive, launch, state);
        } else {
            Files.writeString(archive.failed(), "archive.log says why\n");
        }
        Files.deleteIfExists(state.resolve(ClassArchive.RECORD));
    }

    /** Makes a whole archive or none; it has time. */
    static boolean dump(List<String> options, Path list, String classPath, Path archive)
            throws IOException, InterruptedException {
        Path draft = archive.resolveSibling("archive.new");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "10"));
        }
        command.add(java());
        command.addAll(options);
        command.add("-Xshare:dump");
        command.add("-XX:SharedClassListFile=" + list);
        command.add("-XX:SharedArchiveFile=" + draft);
        command.add("-cp");
        command.add(classPath);
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0 || !Files.exists(draft)) {
            Files.deleteIfExists(draft);
            return false;
        }
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Keeps the time of the launch file, by which the script sees whether it is fresh. If the project was prepared anew meanwhile, that has found the archive. */
    private static void useFromNowOn(ClassArchive archive, List<String> launch, Path state) throws IOException {
        Path file = state.resolve("launch.args");
        if (!Files.readAllLines(file).equals(launch)) {
            return;
        }
        FileTime time = Files.getLastModifiedTime(file);
        List<String> with = new ArrayList<>(launch);
        with.add(0, LaunchFile.quoted(archive.option()));
        NewFile.write(file, with);
        Files.setLastModifiedTime(file, time);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
