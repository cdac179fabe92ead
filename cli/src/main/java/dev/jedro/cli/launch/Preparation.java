package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.Version;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a project ready to start: asks Maven for the class path (the answer is kept), compiles when a source changed, and writes
 * {@code target/jedro/launch.args}, the argument file of the project's Java process.
 */
public final class Preparation {
    private final Path root;
    private final Path state;
    private final Consumer<String> progress;

    /**
     * @param root the project's folder, which has {@code jedro.yml}
     * @param progress told in one line what takes longer than a second
     */
    public Preparation(Path root, Consumer<String> progress) {
        this.root = root.toAbsolutePath().normalize();
        this.state = PreparedProject.state(this.root);
        this.progress = progress;
    }

    /**
     * @return the argument file
     * @throws JedroException if the project cannot be prepared; what an earlier call made stays as it was
     */
    public Path run() {
        // The file bears the time before anything was read: what is edited meanwhile is newer than it.
        FileTime begun = FileTime.from(Instant.now());
        try {
            Files.createDirectories(state);
            // One at a time; whoever waited finds nothing left to do.
            try (FileChannel channel = FileChannel.open(
                            state.resolve("prepare.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("the lock was not granted");
                }
                return prepare(begun);
            }
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.CANNOT_WRITE, "The project cannot be prepared: " + e)
                            .at(Place.of(state.toString()))
                            .fix("make the project's folder writable, and look at the free space"),
                    e);
        }
    }

    private Path prepare(FileTime begun) throws IOException {
        Pom pom = Pom.read(root);
        Optional<Reactor> reactor = Reactor.of(root);
        Maven maven = new Maven(root, reactor, state, progress);
        ProjectJvm jvm = ProjectJvm.of(root);
        ClassPath classPath = ClassPath.of(root, state, pom, reactor, maven);
        tellOfAnotherVersion(classPath);
        List<String> options = JvmOptions.of(jvm, classPath);
        new Build(root, state, pom, reactor, classPath, maven).run();
        boolean archived = jvm.archive() && ClassArchive.suits(root.resolve("target/classes"), classPath, state);
        PreparedProject.keepRoot(state, root);
        PreparedProject.keepLibraries(state, classPath.jars());
        PreparedProject.keepWatched(state, watched(reactor, classPath));
        return new LaunchFile(root, state, classPath, with(archived, options, classPath), archived).write(begun);
    }

    private static List<Path> watched(Optional<Reactor> reactor, ClassPath classPath) {
        List<Path> watched = new ArrayList<>();
        reactor.ifPresent(build -> {
            watched.addAll(build.poms());
            build.needed(classPath.jars()).forEach(module -> watched.add(module.resolve("src/main")));
        });
        watched.removeIf(path -> !Files.exists(path));
        return watched;
    }

    /** The project's process is its own version's whatever this command is; so it is only told. */
    private void tellOfAnotherVersion(ClassPath classPath) {
        String own = Version.current();
        classPath
                .jedroVersion()
                .filter(version -> !version.equals(own))
                .ifPresent(version -> progress.accept("The project uses Jedro " + version + ", this command is " + own
                        + ". The project's version runs; pom.xml says which that is."));
    }

    private List<String> with(boolean archived, List<String> options, ClassPath classPath) throws IOException {
        if (!archived) {
            ClassArchive.none(state);
            return options;
        }
        // First, so that the user's own options win.
        List<String> all =
                new ArrayList<>(ClassArchive.of(state, classPath, options).options(state));
        all.addAll(options);
        return all;
    }
}
