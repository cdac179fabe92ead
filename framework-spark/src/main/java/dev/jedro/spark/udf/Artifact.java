package dev.jedro.spark.udf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;

/** A jar as a session sends it. Equal content has an equal name. */
final class Artifact {
    /** The oldest time that a zip file can tell without a zone. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final byte[] bytes;
    private final String target;

    private Artifact(byte[] bytes, String target) {
        this.bytes = bytes;
        this.target = target;
    }

    /** A jar of all files in a folder; empty if there is none. */
    static Optional<Artifact> of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return Optional.of(of("classes", bytes.toByteArray()));
    }

    static Artifact ofJar(Path jar) throws IOException {
        return of(
                String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "").replaceAll("[^A-Za-z0-9._-]", "_"),
                Files.readAllBytes(jar));
    }

    /** Where the session puts it. */
    String target() {
        return target;
    }

    byte[] bytes() {
        return bytes;
    }

    void sendTo(SparkSession session) {
        session.addArtifact(bytes, target);
    }

    private static Artifact of(String name, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Artifact(
                    bytes, "jars/jedro-" + name + "-" + HexFormat.of().formatHex(hash, 0, 8) + ".jar");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
