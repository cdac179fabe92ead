package dev.jedro.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The classes of a project's libraries as the JVM has them in memory, in a file that it maps instead of reading and checking each class again: a class-data archive.
 * It takes a third off the work of a short command, and with Spark half. The first run records which classes it uses, and when it has ended {@link ArchiveMaker} makes the archive; after a run in
 * an environment that it has not {@linkplain Learned learned} yet, the next one there is recorded too, and the archive is made again. Java takes no archive that was made for other libraries, and starts without it.
 *
 * @param file the archive of these libraries, these options and this JVM; perhaps not there
 */
record ClassArchive(Path file) {
    /** Names what {@code jedro run} is started with besides; there while there is no archive, or one that lacks the classes of an environment. */
    static final String RECORD = "record.args";

    /** The system property by which a run learns that it is recorded. */
    static final String RECORDED = "jedro.recorded";

    /** The system property that says for which environment; not there if for any. */
    static final String RECORDED_FOR = "jedro.recorded.for";

    private static final String SUFFIX = ".jsa";
    private static final Pattern LIST_OF_RUN = Pattern.compile("-pid(\\d+)\\.list$");

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

    /** The archive of a project that was prepared before; empty if it has none. */
    static Optional<ClassArchive> in(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.getFileName().toString().matches("classes-[0-9a-f]+\\.jsa"))
                    .findFirst()
                    .map(ClassArchive::new);
        }
    }

    /**
     * What Java is started with if the archive is there; else leaves word for the next run to record its classes. A word that is there already stays if it is for this archive and for an environment
     * that it has not learned; files of other archives are deleted.
     */
    List<String> options(Path state) throws IOException {
        deleteOthers(state);
        if (Files.exists(file)) {
            dropWordUnless(environment -> !environment.isEmpty() && !learned().knows(environment));
            return List.of(option());
        }
        if (!Files.exists(failed())) {
            leaveWord("");
        }
        return List.of();
    }

    Learned learned() throws IOException {
        return Learned.of(file);
    }

    /**
     * Has the next runs record their classes, until one was in this environment.
     *
     * @param environment empty for any
     */
    void leaveWord(String environment) throws IOException {
        NewFile.write(record(), word(environment));
    }

    /** Deletes the word that is there unless it is for this archive, and for an environment that is still wanted. */
    void dropWordUnless(Wanted wanted) throws IOException {
        if (Files.exists(record())) {
            List<String> left = Files.readAllLines(record());
            List<String> common = word("");
            boolean ours = left.size() > common.size()
                    && left.subList(0, common.size()).equals(common);
            String last = left.isEmpty() ? "" : left.get(left.size() - 1);
            String prefix = "\"-D" + RECORDED_FOR + "=";
            String environment =
                    ours && last.startsWith(prefix) ? last.substring(prefix.length(), last.length() - 1) : "";
            if (!wanted.test(environment)) {
                Files.deleteIfExists(record());
            }
        }
    }

    interface Wanted {
        boolean test(String environment) throws IOException;
    }

    /** Whether a project that was prepared since the run began still wants this archive. */
    boolean isWanted() throws IOException {
        return has(file.resolveSibling(LaunchFile.NAME), List.of(LaunchFile.quoted(option())))
                || has(record(), word(""));
    }

    private static boolean has(Path arguments, List<String> lines) throws IOException {
        return Files.exists(arguments) && Files.readAllLines(arguments).containsAll(lines);
    }

    private Path record() {
        return file.resolveSibling(RECORD);
    }

    private List<String> word(String environment) {
        Stream<String> options = Stream.of("-XX:DumpLoadedClassList=" + list("%p"), "-D" + RECORDED + "=" + file);
        Stream<String> whole = environment.isEmpty()
                ? options
                : Stream.concat(options, Stream.of("-D" + RECORDED_FOR + "=" + environment));
        return whole.map(LaunchFile::quoted).toList();
    }

    private void deleteOthers(Path state) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(state)) {
            files.filter(other -> other.getFileName()
                            .toString()
                            .matches("classes-[0-9a-f]+(\\.jsa|\\.failed|(-pid\\d+|-new)?\\.list)"))
                    .filter(other -> !other.getFileName().toString().startsWith(stem(file)) || isSpent(other))
                    .forEach(others::add);
        }
        for (Path other : others) {
            try {
                Files.deleteIfExists(other);
            } catch (IOException e) {
                // Windows deletes nothing that a process uses; the next preparation does.
            }
        }
    }

    /** The list of a run that has ended without an archive being made of it. */
    private boolean isSpent(Path other) {
        Matcher matcher = LIST_OF_RUN.matcher(other.getFileName().toString());
        return matcher.find()
                && Files.exists(file)
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
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

    /** The names of the classes that the archive was made of. */
    Path list() {
        return file.resolveSibling(stem(file) + ".list");
    }

    /** The same of the one that is being made. */
    Path newList() {
        return file.resolveSibling(stem(file) + "-new.list");
    }

    /** There if Java could not make the archive, so that it is not tried again and again. */
    Path failed() {
        return file.resolveSibling(stem(file) + ".failed");
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    }
}
