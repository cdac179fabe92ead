package dev.jedro.dataset;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.Dataset;
import dev.jedro.catalog.FileFormat;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of parts. */
final class PartitionedDataset implements Dataset<Object> {
    private final PartitionedType.Options options;
    private final PartitionedType.Shape shape;
    private final Type part;
    private final DatasetContext context;
    private final FileFormat format;
    private final String suffix;
    private final @Nullable Checkpoint checkpoint;

    PartitionedDataset(
            PartitionedType.Options options, PartitionedType.Shape shape, Type part, DatasetContext context) {
        this.options = options;
        this.shape = shape;
        this.part = part;
        this.context = context;
        this.format = options.format();
        this.suffix = options.filenameSuffix().orElse("");
        this.checkpoint = options.remembers() ? Checkpoint.of(options, context) : null;
    }

    private Path folder() {
        return context.resolve(options.path());
    }

    @Override
    public Object load() throws IOException {
        Map<String, Path> files = checkpoint == null ? files() : checkpoint.newOf(this::files);
        if (files.isEmpty() && !(checkpoint != null && Files.isDirectory(folder()))) {
            throw new JedroException(nothing());
        }
        context.reportRows(files.size());
        Map<String, Supplier<Object>> parts = new LinkedHashMap<>();
        files.forEach((id, file) -> parts.put(id, () -> read(id, file)));
        return switch (shape) {
            case PARTITIONS -> Partitions.lazy(parts);
            case SUPPLIERS -> parts;
            case VALUES -> {
                Map<String, Object> values = new LinkedHashMap<>();
                parts.forEach((id, supplier) -> values.put(id, supplier.get()));
                yield values;
            }
        };
    }

    private Problem nothing() throws IOException {
        Problem problem = Problem.error(
                CatalogCode.NO_DATA,
                "There is no partition in '" + context.shown(folder()) + "'"
                        + (suffix.isEmpty() ? "" : " whose name ends in '" + suffix + "'"));
        if (isEmptyFolder()) { // a node has saved no partition: to run it again does not help
            return problem.fix("let the node that saves it give at least one partition")
                    .fix("or put the files there, if no node makes them");
        }
        return problem.fix("correct 'path' or 'filename_suffix'").fix(DataCatalog.MAKE_IT);
    }

    private boolean isEmptyFolder() throws IOException {
        if (!Files.isDirectory(folder())) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder())) {
            return inside.findAny().isEmpty();
        }
    }

    private Object read(String id, Path file) {
        try {
            return format.read(file, part, context);
        } catch (JedroException e) {
            throw e;
        } catch (Exception e) {
            throw new JedroException(
                    Problem.error(
                                    CatalogCode.LOAD_FAILED,
                                    "Dataset '" + context.name() + "': partition '" + id + "' could not be loaded: "
                                            + e.getMessage())
                            .at(Place.of(context.shown(file)))
                            .at(context.place())
                            .fix("see the cause with --verbose"),
                    e);
        }
    }

    private NavigableMap<String, Path> files() throws IOException {
        Path folder = folder();
        NavigableMap<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> Files.isRegularFile(file) && !isCheckpoint(file)).forEach(file -> {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(suffix) && name.length() > suffix.length() && PartitionNames.isOne(name)) {
                    files.put(name.substring(0, name.length() - suffix.length()), file);
                }
            });
        }
        return files;
    }

    private boolean isCheckpoint(Path file) {
        return checkpoint != null && checkpoint.isAt(file);
    }

    @Override
    public void release() {
        if (checkpoint != null) {
            checkpoint.release();
        }
    }

    @Override
    public void save(Object value) throws Exception {
        Map<String, Supplier<Object>> parts = parts(value);
        boolean overwrite = options.overwrite().orElse(false);
        List<Problem> problems = PartitionNames.mistakes(parts.keySet(), suffix);
        if (problems.isEmpty() && !overwrite) {
            problems = PartitionNames.inTheWay(parts.keySet(), suffix, folder(), context);
        }
        if (problems.isEmpty()) {
            problems = overTheCheckpoint(parts.keySet());
        }
        if (!problems.isEmpty()) {
            throw new JedroException(problems);
        }
        if (overwrite) {
            replaceFolder(parts);
        } else {
            addFiles(parts);
        }
        release();
        context.reportRows(parts.size());
    }

    private List<Problem> overTheCheckpoint(Collection<String> ids) {
        return ids.stream()
                .filter(id -> isCheckpoint(folder().resolve(id + suffix)))
                .map(id -> Problem.error(
                                DatasetCode.BAD_PARTITION,
                                "'" + id + "' cannot be the name of a partition: its file is the checkpoint")
                        .fix("choose another name")
                        .fix("set 'checkpoint' to another file"))
                .toList();
    }

    private static Map<String, Supplier<Object>> parts(Object value) {
        Map<String, Supplier<Object>> parts = new LinkedHashMap<>();
        if (value instanceof Partitions<?> partitions) {
            partitions.ids().forEach(id -> parts.put(id, () -> partitions.load(id)));
        } else {
            ((Map<?, ?>) value)
                    .forEach((id, part) -> parts.put(
                            String.valueOf(id), part instanceof Supplier<?> supplier ? supplier::get : () -> part));
        }
        return parts;
    }

    /** What the node's own code throws that makes a part is told with its line. */
    private static Object made(Map.Entry<String, Supplier<Object>> entry) {
        String what = "Partition '" + entry.getKey() + "' could not be made: ";
        Object made;
        try {
            made = entry.getValue().get();
        } catch (JedroException e) {
            throw e;
        } catch (RuntimeException e) {
            Cause cause = Cause.of(e);
            Problem problem = cause.at(Problem.error(CatalogCode.SAVE_FAILED, what + cause.text()));
            throw new JedroException(
                    problem.fix(
                            cause.places().isEmpty()
                                    ? "see the cause with --verbose"
                                    : "look at " + cause.places().get(0) + " first; --verbose shows the whole stack"),
                    e);
        }
        if (made == null) {
            throw new JedroException(
                    Problem.error(CatalogCode.NULL_VALUE, what + "it is null").fix("leave it out, or give it a value"));
        }
        return made;
    }

    private void replaceFolder(Map<String, Supplier<Object>> parts) throws Exception {
        try (AtomicFile folder = AtomicFile.replacing(folder())) {
            Files.createDirectories(folder.temporary());
            for (Map.Entry<String, Supplier<Object>> entry : parts.entrySet()) {
                Path file = folder.temporary().resolve(entry.getKey() + suffix);
                Files.createDirectories(file.getParent());
                format.write(file, part, made(entry), context);
            }
            folder.commit();
        }
    }

    /** All parts are written before the first takes its place, so that a bad one leaves the others as they were. */
    private void addFiles(Map<String, Supplier<Object>> parts) throws Exception {
        Path folder = folder();
        Files.createDirectories(folder);
        List<AtomicFile> files = new ArrayList<>();
        try {
            for (Map.Entry<String, Supplier<Object>> entry : parts.entrySet()) {
                AtomicFile file = AtomicFile.replacing(folder.resolve(entry.getKey() + suffix));
                files.add(file);
                format.write(file.temporary(), part, made(entry), context);
            }
            for (AtomicFile file : files) {
                file.commit();
            }
        } finally {
            for (AtomicFile file : files) {
                file.close();
            }
        }
    }

    @Override
    public boolean exists() throws IOException {
        return !files().isEmpty();
    }
}
