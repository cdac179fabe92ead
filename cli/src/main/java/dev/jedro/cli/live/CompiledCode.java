package dev.jedro.cli.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's compiled classes: which of them a class needs, as its constant pool says (JVM specification, 4.4), and a mark that changes with any of those. */
public final class CompiledCode {
    private static final Pattern DESCRIPTOR_PARTS = Pattern.compile("[;()<>:\\[]");
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();

    /**
     * @param folders of classes, in the order of the class path
     * @throws IOException if one of them cannot be read
     */
    public static CompiledCode in(List<Path> folders) throws IOException {
        CompiledCode code = new CompiledCode();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                code.add(folder);
            }
        }
        return code;
    }

    private void add(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class")) {
                    classes.putIfAbsent(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
                }
            }
        }
    }

    /** A mark of a class and of all of the project's classes that it needs, directly or not; the same for a class that is not the project's. */
    public String fingerprint(String className) {
        MessageDigest digest = sha256();
        for (String name : closure(className.replace('.', '/'))) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(classes.get(name));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private SortedSet<String> closure(String start) {
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            String name = open.pop();
            byte[] bytes = classes.get(name);
            if (bytes != null && found.add(name)) {
                open.addAll(needs.computeIfAbsent(name, first -> namesIn(bytes)));
            }
        }
        return found;
    }

    private Set<String> namesIn(byte[] classFile) {
        Set<String> names = new HashSet<>();
        ClassFile.read(classFile).texts().forEach(text -> addNames(text, names));
        return names;
    }

    /** A constant may be the name of a class, or a descriptor or signature with several. */
    private void addNames(String text, Set<String> names) {
        if (classes.containsKey(text)) {
            names.add(text);
        } else if (text.indexOf('L') >= 0 && text.indexOf(';') >= 0) {
            for (String part : DESCRIPTOR_PARTS.split(text)) {
                int start = part.indexOf('L');
                if (start >= 0 && classes.containsKey(part.substring(start + 1))) {
                    names.add(part.substring(start + 1));
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
