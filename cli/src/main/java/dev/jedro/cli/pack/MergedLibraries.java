package dev.jedro.cli.pack;

import dev.jedro.cli.pack.JarFileWriter.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is in several jars and folders, as one: of files of the same name the first wins, as on a class path. Lists of services, Typesafe's defaults and licences are put
 * one after the other, since all of them count. Signatures are left out: they would hold for no jar but their own.
 */
final class MergedLibraries implements AutoCloseable {
    private static final Pattern LEFT_OUT = Pattern.compile(
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)|(META-INF/versions/\\d+/)?module-info\\.class");

    private static final Pattern MERGED = Pattern.compile(
            "META-INF/services/[^/]+|reference\\.conf|META-INF/(LICENSE|NOTICE|DEPENDENCIES)(\\.txt|\\.md)?");

    private final List<ZipFile> open = new ArrayList<>();
    private final Map<String, Set<String>> texts = new TreeMap<>();
    private final JarFileWriter into;
    private boolean multiRelease;

    MergedLibraries(JarFileWriter into) {
        this.into = into;
    }

    /** Adds a folder of classes or a jar, after those before. */
    void add(Path folderOrJar) throws IOException {
        if (Files.isDirectory(folderOrJar)) {
            addFolder(folderOrJar);
        } else {
            addJar(folderOrJar);
        }
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(folder.relativize(file).toString().replace('\\', '/'), () -> Files.newInputStream(file));
            }
        }
    }

    private void addJar(Path jar) throws IOException {
        // A ZipFile and no JarFile: nothing is verified, and entries of other Java versions keep their names.
        ZipFile zip = new ZipFile(jar.toFile());
        open.add(zip);
        ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
        if (manifest != null) {
            try (InputStream in = zip.getInputStream(manifest)) {
                multiRelease |= Boolean.parseBoolean(
                        new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
            }
        }
        for (ZipEntry entry : zip.stream().toList()) {
            if (!entry.isDirectory()) {
                add(entry.getName(), () -> zip.getInputStream(entry));
            }
        }
    }

    private void add(String name, Content content) throws IOException {
        if (MERGED.matcher(name).matches()) {
            try (InputStream in = content.open()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                texts.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(text.stripTrailing());
            }
        } else if (!LEFT_OUT.matcher(name).matches()) {
            into.add(name, content);
        }
    }

    /** To be called when all are added. Whether classes for newer Java versions are among them. */
    boolean finish() {
        texts.forEach((name, parts) -> {
            byte[] bytes = (String.join("\n", parts) + "\n").getBytes(StandardCharsets.UTF_8);
            into.add(name, Content.of(bytes));
        });
        return multiRelease;
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : open) {
            zip.close();
        }
    }
}
