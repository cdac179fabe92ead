package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How the store's small files are read and written: whole or not at all. */
final class StoreFiles {
    private StoreFiles() {}

    /** Something that is done with files. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Something that is done with files, and gives nothing. */
    interface Change {
        void run() throws IOException;
    }

    /** Tells of files that cannot be read as a problem. */
    static <T> T reading(Path what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    static JedroException unreadable(Path what, IOException e) {
        return problem(StoreCode.CANNOT_READ, "'" + what.getFileName() + "' cannot be read", what, e);
    }

    /** Tells of files that cannot be written as a problem. */
    static <T> T writing(Path what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw unwritable(what, e);
        }
    }

    /** Tells of files that cannot be written as a problem. */
    static void writing(Path what, Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw unwritable(what, e);
        }
    }

    static JedroException unwritable(Path what, IOException e) {
        return problem(StoreCode.CANNOT_WRITE, "'" + what.getFileName() + "' cannot be written", what, e);
    }

    private static JedroException problem(StoreCode code, String what, Path where, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof FileAlreadyExistsException) {
            reason = "a file and a folder of one name cannot be: " + e.getMessage();
        }
        return new JedroException(
                Problem.error(code, what + ": " + reason)
                        .at(Place.of(where.toString()))
                        .fix("check the free space and the permissions of the folder"),
                e);
    }

    /**
     * Puts a text in the place of a file. A reader finds the old one or the new one.
     *
     * @param aside the folder for the text while it is being written, on the same disk; readers of it must not mind a file more
     */
    static void replace(Path target, String text, Path aside) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !folder.toFile().isDirectory()) {
            Files.createDirectories(folder);
        }
        Path temporary = aside.resolve(
                ".jedro-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /**
     * Appends whole lines. What a process that died left without a line end is cut off first; if these lines do not fit on the disk, the file is as it was.
     *
     * @param lines with a line end each
     */
    static void append(Path target, String lines) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !folder.toFile().isDirectory()) {
            Files.createDirectories(folder);
        }
        try (FileChannel file = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = wholeLines(file);
            if (end < file.size()) {
                file.truncate(end);
            }
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            try {
                file.position(end);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            } catch (IOException e) {
                file.truncate(end);
                throw e;
            }
        }
    }

    /** @return where the last line end is, and thereby where the next line begins */
    private static long wholeLines(FileChannel file) throws IOException {
        long size = file.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = size; end > 0; end--) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** The whole text of a file of which it is known that it is small. */
    static String read(Path file) throws IOException {
        return new String(read(file.toFile(), 0), StandardCharsets.UTF_8);
    }

    /** Everything from a position on. Opening a file this way costs half of what {@link Files} needs, which counts when there are 10,000. */
    static byte[] read(File file, long from) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file, "r")) {
            long size = open.length() - from;
            if (size <= 0) {
                return new byte[0];
            }
            byte[] bytes = new byte[Math.toIntExact(size)];
            open.seek(from);
            int read = 0;
            while (read < bytes.length) {
                int more = open.read(bytes, read, bytes.length - read);
                if (more < 0) {
                    return Arrays.copyOf(bytes, read);
                }
                read += more;
            }
            return bytes;
        } catch (FileNotFoundException e) {
            if (!file.exists()) {
                throw new NoSuchFileException(file.toString());
            }
            throw e;
        }
    }

    /** The keys below a folder, sorted: the files' paths with {@code /}. Empty if there is no such folder. */
    static List<String> keys(Path folder) {
        List<String> keys = new ArrayList<>();
        collect(folder.toFile(), "", keys::add);
        keys.sort(null);
        return keys;
    }

    private static void collect(File folder, String before, Consumer<String> keys) {
        String[] names = folder.list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            File file = new File(folder, name);
            if (file.isDirectory()) {
                collect(file, before + name + "/", keys);
            } else {
                keys.accept(before + name);
            }
        }
    }

    /** The folders in a folder, sorted by name; none if there is no such folder. */
    static List<Path> folders(Path folder) {
        File[] files = folder.toFile().listFiles(File::isDirectory);
        List<Path> paths = new ArrayList<>();
        if (files == null) {
            return paths;
        }
        for (File file : files) {
            paths.add(file.toPath());
        }
        paths.sort(null);
        return paths;
    }

    /** Removes a file or a folder with all that is in it; links are removed, not followed. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> inside;
            try (Stream<Path> entries = Files.list(path)) {
                inside = entries.toList();
            }
            for (Path entry : inside) {
                delete(entry);
            }
        }
        Files.deleteIfExists(path);
    }
}
