package dev.jedro.guide;

import dev.jedro.problem.Code;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The codes of all modules. Their enums need nothing but {@link Code}, so they are compiled here from their sources: no module has to be
 * on the class path of these tests, or to be built before.
 */
final class ErrorCodes {
    private static final Map<Integer, String> AREAS = Map.of(
            1, "Pipelines",
            2, "Configuration",
            3, "Catalog and datasets",
            4, "Running",
            5, "Session and project",
            6, "Command line and starters",
            7, "Tables and other modules",
            8, "MLflow");

    private ErrorCodes() {}

    /** Sorted by number. */
    static List<Code> compiledInto(Path folder) throws IOException {
        List<Path> sources = sources();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new AssertionError("enums of codes must compile without the rest of their module");
            }
        }
        List<Code> codes = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Code.class.getClassLoader())) {
            for (Path source : sources) {
                Class<?> type = loader.loadClass(className(source));
                for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
                    codes.add((Code) constant);
                }
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        codes.sort(Comparator.comparingInt(ErrorCodes::number));
        return codes;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : Snippets.modules()) {
            Path main = module.resolve("src/main/java");
            if (Files.isDirectory(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    for (Path file : (Iterable<Path>)
                            files.filter(path -> path.toString().endsWith("Code.java"))::iterator) {
                        if (Files.readString(file).contains(" implements Code {")) {
                            sources.add(file);
                        }
                    }
                }
            }
        }
        return sources;
    }

    private static String className(Path source) {
        String path = source.toString();
        String name = path.substring(path.indexOf("src/main/java/") + "src/main/java/".length());
        return name.substring(0, name.length() - ".java".length()).replace('/', '.');
    }

    private static int number(Code code) {
        return Integer.parseInt(code.id().substring("JED-".length()));
    }

    /** The page: a table for each area. */
    static String page(List<Code> codes) {
        Map<String, List<Code>> areas = codes.stream()
                .collect(Collectors.groupingBy(
                        code -> AREAS.getOrDefault(number(code) / 100, "Other modules"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder page = new StringBuilder("""
                # Errors

                Every problem has a code that stays. `jedro` prints it with the places, near names and ways out of the case at hand; here stands what
                each code means. This page is written from the code, by `ErrorCodesPageTest`.
                """);
        areas.forEach((area, list) -> {
            page.append("\n## ").append(area).append("\n\n| code | when | what mends it |\n|---|---|---|\n");
            list.forEach(code -> page.append(String.format(
                    Locale.ROOT, "| %s | %s | %s |\n", code.id(), cell(code.cause()), cell(code.cure()))));
        });
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
    }
}
