package dev.jedro.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of Javadoc in the sources of the repository, as Markdown. */
final class Javadoc {
    private static final Pattern COMMENT = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:public |static |final |abstract |sealed )*(?:record|class|interface|enum) (\\w+)",
            Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ((?:(?!\\n@).)*)", Pattern.DOTALL);
    private final Map<String, Path> sources = new HashMap<>();

    private Javadoc() {}

    static Javadoc of(Path repository) throws IOException {
        Javadoc javadoc = new Javadoc();
        try (Stream<Path> modules = Files.list(repository)) {
            for (Path module : (Iterable<Path>) modules.sorted()::iterator) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    javadoc.add(main);
                }
            }
        }
        return javadoc;
    }

    private void add(Path main) throws IOException {
        try (Stream<Path> files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String name = main.relativize(file).toString().replace('\\', '/');
                sources.put(name.replaceFirst("\\.java$", "").replace('/', '.'), file);
            });
        }
    }

    /** The names under which the components of a record are configured. */
    static List<String> keys(Class<?> options) {
        List<String> keys = new ArrayList<>();
        if (options.isRecord()) {
            for (var component : options.getRecordComponents()) {
                keys.add(key(component.getName()));
            }
        }
        return keys;
    }

    private static String key(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** What a class is for: the first sentence, without the type's own name. */
    Optional<String> sentence(Class<?> type) {
        String text = comment(type);
        String first =
                text.split("\\n\\s*(?:<p>|@)", 2)[0].replaceAll("\\s+", " ").strip();
        String plain = markdown(first).replaceFirst("^`type: [\\w.]+`: ", "");
        return plain.isEmpty()
                ? Optional.empty()
                : Optional.of(plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1));
    }

    /** What a component of a record means, by its configured name; empty if nothing says so. */
    String component(Class<?> options, String key) {
        Matcher param = PARAM.matcher(comment(options));
        while (param.find()) {
            if (key(param.group(1)).equals(key)) {
                return markdown(param.group(2).replaceAll("\\s+", " ").strip());
            }
        }
        return "";
    }

    private String comment(Class<?> type) {
        Path source = sources.get(type.getName().replaceFirst("\\$.*", ""));
        if (source == null) {
            return "";
        }
        try {
            Matcher comment = COMMENT.matcher(Files.readString(source));
            while (comment.find()) {
                if (comment.group(2).equals(type.getSimpleName())) {
                    return comment.group(1).replaceAll("(?m)^\\s*\\* ?", "");
                }
            }
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(source + " cannot be read", e);
        }
    }

    private static String markdown(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? [^}]*?([\\w]+)(?:\\([^)]*\\))?}", "`$1`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("<p>", "");
    }
}
