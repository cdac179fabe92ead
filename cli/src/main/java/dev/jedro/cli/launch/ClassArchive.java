package dev.jedro.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The classes of a project's libraries as the JVM has them in memory, in a file that it maps instead of reading and checking each class again: a class-data archive.
 * It takes a third off the work of a short command, and with Spark half. The first run records which classes it uses, and when it has ended {@link ArchiveMaker} makes the archive. Java takes no archive that was made for other libraries, and starts without it.
 *
 * @param file the archive of these libraries, these options and this JVM; perhaps not there
 */
record ClassArchive(Path file) {
    /** Names what {@code jedro run} is started with besides; there while there is no archive. */
    static final String RECORD = "record.args";

    /** The system property by which a run learns that it is recorded. */
    static final String RECORDED = "jedro.recorded";

    private static final String SUFFIX = ".jsa";

    static ClassArchive of(Path state, ClassPath classPath, List<String> jvmOptions) throws IOException {
        Digest key = new Digest().add(System.getProperty("java.vm.version")).add(System.getProperty("java.home"));
        jvmOptions.forEach(key::add);
        addTo(key, classPath.libraries());
        return new ClassArchive(state.resolve("classes-" + key.hex().substring(0, 16) + SUFFIX));
    }

    /**
     * Whether an archive can be used. It demands that the classes of the project, and of other modules of its build, come after the libraries, since Java archives no folder, nor
     * what stands behind one; so there is none for a project that has a class or resource of a library's name.
     *
     * @param state where the answer is kept, because to ask all libraries takes longer than to compile an edit
     */
    static boolean suits(Path classes, ClassPath classPath, Path state) throws IOException {
        List<Path> libraries = classPath.libraries();
        if (libraries.isEmpty()) {
            return false;
        }
        Set<String> own = new TreeSet<>(names(classes));
        for (Path folder : classPath.folders()) {
            own.addAll(names(folder));
        }
        Digest question = new Digest();
        own.forEach(question::add);
        addTo(question, libraries);
        Path kept = state.resolve("hides.txt");
        String no = question.hex() + " no";
        String yes = question.hex() + " yes";
        String answer = Files.exists(kept) ? Files.readString(kept).strip() : "";
        if (!answer.equals(no) && !answer.equals(yes)) {
            answer = hidesSomething(own, libraries) ? yes : no;
            NewFile.write(kept, List.of(answer));
        }
        return answer.equals(no);
    }

    private static Set<String> names(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith("META-INF/services/"))
                    .forEach(names::add);
            return names;
        }
    }

    private static boolean hidesSomething(Set<String> own, List<Path> jars) throws IOException {
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                if (own.stream().anyMatch(name -> zip.getEntry(name) != null)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void addTo(Digest digest, List<Path> jars) throws IOException {
        for (Path jar : jars) {
            digest.add(jar.toString())
                    .add(Files.getLastModifiedTime(jar).toMillis())
                    .add(Files.size(jar));
        }
    }

    /** What Java is started with if the archive is there; else leaves word for the next run to record its classes. */
    List<String> options(Path state) throws IOException {
        deleteOthers(state);
        Path record = state.resolve(RECORD);
        if (Files.exists(file)) {
            Files.deleteIfExists(record);
            return List.of(option());
        }
        if (!Files.exists(failed())) {
            NewFile.write(
                    record,
                    Stream.of("-XX:DumpLoadedClassList=" + list("%p"), "-D" + RECORDED + "=" + file)
                            .map(LaunchFile::quoted)
                            .toList());
        }
        return List.of();
    }

    private void deleteOthers(Path state) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(state)) {
            files.filter(other -> other.getFileName()
                            .toString()
                            .matches("classes-[0-9a-f]+(\\.jsa|\\.failed|-pid\\d+\\.list)"))
                    .filter(other -> !other.getFileName().toString().startsWith(stem(file)) || isSpent(other))
                    .forEach(others::add);
        }
        for (Path other : others) {
            Files.deleteIfExists(other);
        }
    }

    /** The list of a run that failed, or came too late. */
    private boolean isSpent(Path other) {
        return other.toString().endsWith(".list") && Files.exists(file);
    }

    /** Removes what an archive left, where it is not wanted any more. */
    static void none(Path state) throws IOException {
        new ClassArchive(state.resolve("none" + SUFFIX)).deleteOthers(state);
        Files.deleteIfExists(state.resolve(RECORD));
    }

    String option() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /**
     * The names of the classes that a run has used; each run has a list of its own, since two that write one list leave half of it.
     *
     * @param process {@code pid} and its number, or {@code %p}, for which Java writes that
     */
    Path list(String process) {
        return file.resolveSibling(stem(file) + "-" + process + ".list");
    }

    /** There if Java could not make the archive, so that it is not tried again and again. */
    Path failed() {
        return file.resolveSibling(stem(file) + ".failed");
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    }
}
