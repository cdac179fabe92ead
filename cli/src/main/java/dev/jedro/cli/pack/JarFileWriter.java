package dev.jedro.cli.pack;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar whose bytes depend on its contents alone: sorted by name, all of the same time. It appears whole or not at all. */
final class JarFileWriter {
    /** The earliest that the format of zip files can say without the time zone mattering. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** On native libraries, by far the most of a package: half the time of the usual level for 3 % more bytes. */
    private static final int LEVEL = 4;

    private final Manifest manifest;
    private final Map<String, Content> contents = new TreeMap<>();

    /** Where an entry's bytes come from. */
    interface Content {
        InputStream open() throws IOException;

        static Content of(byte[] bytes) {
            return () -> new ByteArrayInputStream(bytes);
        }
    }

    JarFileWriter(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Adds an entry; the first of a name wins. A name that ends in a slash is a folder, which only needs to be there if somebody looks for the folder itself. */
    void add(String name, Content content) {
        contents.putIfAbsent(name, content);
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    /**
     * @param target in a folder that is there
     * @return the size of the jar, in bytes
     */
    long write(Path target) throws IOException {
        try (Draft draft = Draft.of(target)) {
            try (OutputStream file = Files.newOutputStream(draft.path());
                    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16))) {
                zip.setLevel(LEVEL);
                // Readers that stream a jar want the manifest first.
                zip.putNextEntry(entry(JarFile.MANIFEST_NAME));
                manifest.write(zip);
                zip.closeEntry();
                for (Map.Entry<String, Content> content : contents.entrySet()) {
                    zip.putNextEntry(entry(content.getKey()));
                    try (InputStream in = content.getValue().open()) {
                        in.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
            Files.move(draft.path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        return entry;
    }
}
