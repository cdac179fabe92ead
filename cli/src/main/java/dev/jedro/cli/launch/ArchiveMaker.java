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
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a class-data archive in the background, in a process of its own, when the run that was recorded has ended. It says nothing but to its own log. */
public final class ArchiveMaker {
    /** What share of a run's classes has to be new for an archive to be made again: for an environment that differs only in paths it is not worth the work. */
    private static final double LEAST_NEWS = 0.05;

    private ArchiveMaker() {}

    /**
     * What a project's run is started with besides, so that it records its classes; nothing where the archive has them, nor on a build server, where nobody waits for the next
     * run.
     *
     * @param arguments the project's argument file
     */
    public static List<String> recording(Path arguments) {
        Path record = arguments.resolveSibling(ClassArchive.RECORD);
        return somebodyWaits() && Files.exists(record) ? List.of("@" + record) : List.of();
    }

    private static boolean somebodyWaits() {
        return System.getenv().getOrDefault("CI", "").isEmpty();
    }

    /**
     * To be called when a command has ended. Starts the maker if this process was recorded, and the archive lacks the classes of its environment; else has the next runs there recorded. Never
     * fails: an archive is only a matter of speed.
     *
     * @param root the project's folder
     * @param environment of a run that has gone well; empty if none has
     */
    public static void ended(Path root, Optional<String> environment) {
        try {
            String recorded = System.getProperty(ClassArchive.RECORDED);
            if (recorded != null) {
                ended(new ClassArchive(Path.of(recorded)), environment);
            } else if (environment.isPresent() && somebodyWaits()) {
                leaveWord(root.resolve("target/jedro"), environment.get());
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            // A later run is recorded.
        }
    }

    private static void ended(ClassArchive archive, Optional<String> environment)
            throws IOException, URISyntaxException {
        Learned learned = archive.learned();
        if (environment.isPresent() && !learned.knows(environment.get())) {
            start(archive.file(), environment.get());
            return;
        }
        archive.dropWordUnless(wanted -> !learned.knows(wanted));
        Files.deleteIfExists(archive.list("pid" + ProcessHandle.current().pid()));
    }

    /** Has the next runs recorded if the archive there lacks the classes of this environment. */
    static void leaveWord(Path state, String environment) throws IOException {
        Optional<ClassArchive> archive = ClassArchive.in(state);
        if (archive.isPresent() && !archive.get().learned().knows(environment)) {
            archive.get().leaveWord(environment);
        }
    }

    private static void start(Path archive, String environment) throws IOException, URISyntaxException {
        Path jar = Path.of(ArchiveMaker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        jar.toString(),
                        ArchiveMaker.class.getName(),
                        String.valueOf(ProcessHandle.current().pid()),
                        archive.toString(),
                        environment)
                .redirectErrorStream(true)
                .redirectOutput(archive.resolveSibling("archive.log").toFile())
                .redirectInput(Path.of(File.separatorChar == '\\' ? "NUL" : "/dev/null")
                        .toFile())
                .start();
    }

    /** @param arguments the process to wait for, the archive, and the environment of its run */
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
            if (lock != null && archive.isWanted()) {
                learn(archive, ClassList.of(list), arguments[2], state);
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    /** The archive is made anew of all that it was made of before, and of what this run has loaded. */
    private static void learn(ClassArchive archive, ClassList run, String environment, Path state)
            throws IOException, InterruptedException {
        Learned learned = archive.learned();
        boolean exists = Files.exists(archive.file());
        if (!learned.knows(environment)) {
            ClassList before = exists ? ClassList.of(archive.list()) : ClassList.NONE;
            if (before.newsIn(run) >= LEAST_NEWS) {
                make(archive, before.with(run), state);
            }
            if (Files.exists(archive.file())) {
                // One that could not be made again is as good as before, and is not tried again.
                learned = learned.with(environment);
                learned.write(state);
            }
        }
        Learned now = learned;
        archive.dropWordUnless(wanted -> !wanted.isEmpty() && !now.knows(wanted));
    }

    private static void make(ClassArchive archive, ClassList classes, Path state)
            throws IOException, InterruptedException {
        Path list = archive.newList();
        Files.write(list, classes.lines());
        List<String> launch = Files.readAllLines(state.resolve(LaunchFile.NAME));
        Path options = state.resolve("archive.args");
        // The project's own options, since an archive is for some of them, but for its libraries alone.
        Files.write(
                options,
                launch.subList(0, launch.indexOf(LaunchFile.quoted("-cp"))).stream()
                        .filter(option -> !option.equals(LaunchFile.quoted(archive.option())))
                        .toList());
        // Java archives no folder: those of other modules of the build stand behind the libraries.
        String libraries = PreparedProject.librariesIn(state).stream()
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        if (dump(List.of("@" + options), list, libraries, archive.file())) {
            Files.move(list, archive.list(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            useFromNowOn(archive, launch, state);
            return;
        }
        Files.delete(list);
        if (!Files.exists(archive.file())) {
            Files.writeString(archive.failed(), "archive.log says why\n");
        }
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
        try {
            Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            // Windows replaces no file that a process uses.
            System.out.println("The archive could not be put in its place: " + e);
            Files.deleteIfExists(draft);
            return false;
        }
    }

    /** Keeps the time of the launch file, by which the script sees whether it is fresh. If the project was prepared anew meanwhile, that has found the archive. */
    private static void useFromNowOn(ClassArchive archive, List<String> launch, Path state) throws IOException {
        Path file = state.resolve(LaunchFile.NAME);
        String option = LaunchFile.quoted(archive.option());
        if (launch.contains(option) || !Files.readAllLines(file).equals(launch)) {
            return;
        }
        FileTime time = Files.getLastModifiedTime(file);
        List<String> with = new ArrayList<>(launch);
        with.add(0, option);
        NewFile.write(file, with);
        Files.setLastModifiedTime(file, time);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
