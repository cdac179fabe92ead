package dev.jedro.cli.refs;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.cli.CliCode;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class of constants of a project, {@code Data} unless named otherwise, and what the catalog has beyond it. */
public final class DataClass {
    private static final String SOURCES = "src/main/java";
    private final Path root;
    private final String name;
    private final Optional<JavaSource> existing;
    private final Map<String, JavaSource.Constant> declared = new LinkedHashMap<>();

    /**
     * A dataset's constant.
     *
     * @param field the constant's name
     * @param type as Java code of the class; empty where it is not read again
     * @param declared where it stands; empty if it is missing
     * @param entry of the catalog
     */
    public record Constant(
            String dataset, String field, Optional<String> type, Optional<Place> declared, Place entry) {}

    /**
     * What would be written.
     *
     * @param constants of all datasets of the catalog, in its order, but for names that a namespace makes
     * @param hidden datasets without a constant whose type the class may not name, with that type
     * @param text of the whole file, with the missing constants
     */
    public record Update(List<Constant> constants, Map<String, String> hidden, String text) {
        public List<Constant> missing() {
            return constants.stream()
                    .filter(constant -> constant.declared().isEmpty())
                    .toList();
        }
    }

    private DataClass(Path root, String name, List<JavaSource> sources) {
        this.root = root;
        this.name = name;
        this.existing =
                sources.stream().filter(source -> source.name().equals(file())).findFirst();
        // Where two classes have one, that of this class counts: new constants are put beside it.
        sources.forEach(source -> source.constants().forEach(each -> declared.putIfAbsent(each.dataset(), each)));
        existing.ifPresent(source -> source.own().forEach(each -> declared.put(each.dataset(), each)));
    }

    /**
     * Reads the sources.
     *
     * @param root of the project
     * @param name of the class, with its package
     * @throws JedroException {@link CliCode#NOT_PREPARED} if there are no sources; {@link CliCode#DOES_NOT_COMPILE} if one cannot be read
     */
    public static DataClass read(Path root, String name) throws IOException {
        Path sources = root.resolve(SOURCES);
        if (!Files.isDirectory(sources)) {
            throw new JedroException(
                    Problem.error(CliCode.NOT_PREPARED, "There are no sources whose constants could be compared.")
                            .at(Place.of(sources.toString()))
                            .fix("go to the project's folder and type: jedro catalog refs"));
        }
        List<JavaSource> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                String path = root.relativize(file).toString().replace('\\', '/');
                if (text.contains("ref") || path.equals(file(name))) {
                    read.add(JavaSource.parse(path, text));
                }
            }
        }
        return new DataClass(root, name, read);
    }

    /** Its path in the project, with slashes. */
    public String file() {
        return file(name);
    }

    private static String file(String name) {
        return SOURCES + "/" + name.replace('.', '/') + ".java";
    }

    /** Whether the file is there. */
    public boolean exists() {
        return existing.isPresent();
    }

    /** What the catalog and the pipelines ask for. */
    public Update update(DataCatalog catalog, Collection<Pipeline> pipelines) throws IOException {
        RefTypes types = RefTypes.of(pipelines, catalog);
        JavaSource source = existing.orElseGet(() -> JavaSource.parse(file(), template()));
        if (source.body() < 0) {
            throw new JedroException(Problem.error(
                            CliCode.DOES_NOT_COMPILE, "Constants need a class or an interface, and this file has none.")
                    .at(Place.of(file()))
                    .fix("name another class with --class"));
        }
        Insertion insertion = new Insertion(source, new TypeNames(packageName(), imported(source), neighbours()));
        Map<String, String> hidden = new LinkedHashMap<>();
        List<Constant> constants = new ArrayList<>();
        for (String dataset : catalog.names()) {
            Place entry = catalog.find(dataset).orElseThrow().place();
            JavaSource.Constant there = declared.get(dataset);
            if (there != null) {
                constants.add(
                        new Constant(dataset, there.field(), Optional.empty(), Optional.of(there.place()), entry));
                insertion.passed(dataset);
            } else if (!types.isOfANamespace(dataset)) {
                Type type = types.of(dataset);
                if (insertion.names().sees(type)) {
                    Insertion.Added added = insertion.add(dataset, type);
                    constants.add(
                            new Constant(dataset, added.field(), Optional.of(added.type()), Optional.empty(), entry));
                } else {
                    hidden.put(dataset, type.getTypeName());
                }
            }
        }
        return new Update(List.copyOf(constants), hidden, insertion.text());
    }

    /** Replaces the file as a whole. */
    public void write(Update update) throws IOException {
        Path file = root.resolve(file());
        Files.createDirectories(folder());
        try (AtomicFile whole = AtomicFile.replacing(file)) {
            Files.write(whole.temporary(), update.text().getBytes(StandardCharsets.UTF_8));
            whole.commit();
        }
    }

    private Path folder() {
        return root.resolve(SOURCES).resolve(packageName().replace('.', '/'));
    }

    private String packageName() {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    private static List<String> imported(JavaSource source) {
        return source.imports().stream()
                .filter(each -> !each.ofMembers() && !each.name().endsWith("*"))
                .map(JavaSource.Import::name)
                .toList();
    }

    private Set<String> neighbours() throws IOException {
        if (!Files.isDirectory(folder())) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private String template() {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return (packageName().isEmpty() ? "" : "package " + packageName() + ";\n\n") + """
                import static dev.jedro.pipeline.Ref.ref;

                import dev.jedro.pipeline.Ref;

                /** The datasets of the pipelines, by their names in the catalog. */
                public final class %s {

                    private %s() {}
                }
                """.formatted(simple, simple);
    }
}
