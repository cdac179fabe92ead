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

/** Makes a class-data archive in the background, in a process of its own, when the run that was recorded has ended. It says nothing but to its own log. */
public final class ArchiveMaker {
    private ArchiveMaker() {}

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
        if (state == null || !Files.exists(archive.list())) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        state.resolve("archive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !Files.exists(archive.file())) {
                make(archive, state);
            }
        }
    }

    private static void make(ClassArchive archive, Path state) throws IOException, InterruptedException {
        List<String> launch = Files.readAllLines(state.resolve("launch.args"));
        Path draft = state.resolve("archive.new");
        Process dump = new ProcessBuilder(command(launch, archive, draft, state))
                .inheritIO()
                .start();
        if (dump.waitFor() == 0 && Files.exists(draft)) {
            Files.move(draft, archive.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            useFromNowOn(archive, launch, state);
        } else {
            Files.deleteIfExists(draft);
            Files.writeString(archive.failed(), "archive.log says why\n");
        }
        Files.deleteIfExists(state.resolve(ClassArchive.RECORD));
        Files.deleteIfExists(archive.list());
    }

    /** The project's own options, since an archive is for some of them, but for its libraries alone; it has time. */
    private static List<String> command(List<String> launch, ClassArchive archive, Path draft, Path state)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "10"));
        }
        command.add(java());
        Path options = state.resolve("archive.args");
        Files.write(options, launch.subList(0, launch.indexOf(LaunchFile.quoted("-cp"))));
        command.add("@" + options);
        command.add("-Xshare:dump");
        command.add("-XX:SharedClassListFile=" + archive.list());
        command.add("-XX:SharedArchiveFile=" + draft);
        command.add("-cp");
        command.add(Files.readString(state.resolve("libraries.txt")).strip());
        return command;
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

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
