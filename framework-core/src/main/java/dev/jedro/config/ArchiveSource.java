package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The configuration files of an archive, held in memory: they are small, and the archive may be replaced while we run. */
final class ArchiveSource implements ConfigSource {
    static final int LARGEST = 64 * 1024 * 1024;

    private final String shown;
    private final Map<String, byte[]> files;

    /** @param contents all entries by path; folders have a path that ends in {@code /} and no bytes */
    ArchiveSource(String shown, Map<String, byte[]> contents) {
        this.shown = shown;
        this.files = withoutTopFolder(contents);
    }

    static ArchiveSource open(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        try (InputStream in = Files.newInputStream(file)) {
            return new ArchiveSource(
                    file.getFileName() + "!",
                    name.endsWith("gz") ? TarReader.read(new GZIPInputStream(in), file) : zip(in, file, ""));
        } catch (NoSuchFileException e) {
            throw new JedroException(
                    Problem.error(ConfigCode.NO_SOURCE, "The configuration source '" + file + "' does not exist")
                            .at(Place.of(file.toString()))
                            .fix("give a folder, a .zip or a .tar.gz file on this machine"));
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(ConfigCode.UNREADABLE, "The archive cannot be read: " + e.getMessage())
                            .at(Place.of(file.toString()))
                            .fix("make the archive anew"),
                    e);
        }
    }

    /** @param prefix only entries beneath it are read, and without it */
    static Map<String, byte[]> zip(InputStream in, Path file, String prefix) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        boolean any = false;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            any = true;
            if (entry.getName().startsWith(prefix)) {
                put(contents, entry.getName().substring(prefix.length()), zip, file);
            }
        }
        if (!any) {
            throw new IOException("it has no entries, or is no zip file");
        }
        return contents;
    }

    /** Adds an entry if it is a folder or may hold configuration. */
    static void put(Map<String, byte[]> contents, String name, InputStream in, Path file) throws IOException {
        String path = name.startsWith("./") ? name.substring(2) : name;
        boolean leadsOut = path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || Arrays.asList(path.split("/")).contains("..");
        if (leadsOut) {
            throw new JedroException(
                    Problem.error(ConfigCode.UNREADABLE, "The entry '" + name + "' leads out of the archive")
                            .at(Place.of(file.toString()))
                            .fix("make the archive anew, with relative names"));
        }
        if (path.endsWith("/") && !ConfigFiles.isHidden(path)) {
            contents.put(path, new byte[0]);
        } else if (ConfigFiles.isConfig(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("the entry '" + name + "' is larger than " + LARGEST + " bytes");
            }
            contents.put(path, bytes);
        }
    }

    /** Archives are often made of the folder {@code conf} instead of what is in it. */
    private static Map<String, byte[]> withoutTopFolder(Map<String, byte[]> contents) {
        String top = topFolder(contents);
        if (top == null) {
            return contents;
        }
        Map<String, byte[]> inside = new TreeMap<>();
        contents.forEach((path, bytes) -> {
            if (path.length() > top.length()) {
                inside.put(path.substring(top.length()), bytes);
            }
        });
        return withoutTopFolder(inside);
    }

    /** The one folder that holds everything, if it holds folders only, as a conf folder does; else null. */
    private static @Nullable String topFolder(Map<String, byte[]> contents) {
        String first = contents.keySet().stream()
                .filter(path -> !path.endsWith("/"))
                .findFirst()
                .orElse("");
        String top = first.substring(0, first.indexOf('/') + 1);
        boolean holdsFoldersOnly = !top.isEmpty()
                && !top.equals("base/")
                && contents.keySet().stream()
                        .allMatch(path ->
                                path.startsWith(top) && (path.endsWith("/") || path.indexOf('/', top.length()) > 0));
        return holdsFoldersOnly ? top : null;
    }

    @Override
    public String shown() {
        return shown;
    }

    @Override
    public List<String> files() {
        return files.keySet().stream().filter(path -> !path.endsWith("/")).toList();
    }

    @Override
    public List<String> folders() {
        return files.keySet().stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }

    @Override
    public boolean hasFolder(String path) {
        return path.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public byte[] read(String file) throws IOException {
        byte[] bytes = files.get(file);
        if (bytes == null) {
            throw new NoSuchFileException(file);
        }
        return bytes.clone();
    }
}
