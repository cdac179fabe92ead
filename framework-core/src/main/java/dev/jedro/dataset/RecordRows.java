package dev.jedro.dataset;

import dev.jedro.config.Binder;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows as records: which column is which component, in both directions. */
final class RecordRows {
    private final Class<?> type;
    private final RecordComponent[] components;
    private final List<CellType> cells;
    private final List<String> keys;
    private final List<String> columns;
    private final CsvType.Options options;

    private RecordRows(Class<?> type, CsvType.Options options) {
        this.type = type;
        this.options = options;
        this.components = type.getRecordComponents();
        this.cells = Arrays.stream(components)
                .map(component -> CellType.of(component.getGenericType()).orElseThrow())
                .toList();
        this.keys = Binder.describe(type.asSubclass(Record.class)).stream()
                .map(Binder.Option::key)
                .toList();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            String key = keys.get(i);
            String mapped = options.columns().get(name);
            mapped = mapped == null ? options.columns().get(key) : mapped;
            named.add(mapped == null ? key : mapped);
        }
        this.columns = List.copyOf(named);
    }

    /** Whether rows can be of this type: a record with components that fit into cells. */
    static boolean fits(Type element) {
        return element instanceof Class<?> type
                && type.isRecord()
                && type.getRecordComponents().length > 0
                && Arrays.stream(type.getRecordComponents())
                        .allMatch(component ->
                                CellType.of(component.getGenericType()).isPresent());
    }

    /**
     * @param element one that fits
     * @throws JedroException if the option 'columns' names a component that is not there
     */
    static RecordRows of(Type element, CsvType.Options options) {
        RecordRows rows = new RecordRows((Class<?>) element, options);
        rows.wrongColumns().ifPresent(problem -> {
            throw new JedroException(problem);
        });
        return rows;
    }

    /** What the option 'columns' names that is not there; empty if nothing. */
    static Optional<Problem> mistake(Type element, CsvType.Options options) {
        return options.columns().isEmpty()
                ? Optional.empty()
                : new RecordRows((Class<?>) element, options).wrongColumns();
    }

    private Optional<Problem> wrongColumns() {
        Set<String> names = new TreeSet<>(keys);
        Arrays.stream(components).forEach(component -> names.add(component.getName()));
        List<String> unknown = options.columns().keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                        DatasetCode.BAD_OPTION,
                        "'columns' maps '" + String.join("', '", unknown) + "', but " + type.getSimpleName()
                                + " has no such component")
                .near(unknown.stream()
                        .flatMap(name -> NearNames.of(name, names).stream())
                        .distinct()
                        .toList())
                .fix("write 'columns: {component: column}'"));
    }

    /** The names of the columns that are written. */
    List<String> columns() {
        return columns;
    }

    /** The cells of a record. */
    @Nullable
    String[] cells(Object record) {
        @Nullable String[] row = new String[components.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = CellType.format(value(components[i], record));
        }
        return row;
    }

    private static @Nullable Object value(RecordComponent component, Object record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** @throws JedroException with all columns that are missing */
    RowReader reader(CsvInput input) {
        boolean oneColumn = options.header() ? input.header().size() == 1 : components.length == 1;
        if (oneColumn && components.length == 1 && !components[0].getType().isPrimitive()) {
            input.emptyLinesAreRows();
        }
        int[] position = new int[components.length];
        otherDelimiter(input).ifPresent(problem -> {
            throw new JedroException(problem);
        });
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < position.length; i++) {
            position[i] = options.header() ? find(columns.get(i), input.header()) : i;
            if (position[i] < 0 && !mayBeMissing(components[i])) {
                problems.add(missing(i, input));
            }
        }
        for (int i = 0; i < position.length; i++) {
            if (position[i] < 0 && mayBeMissing(components[i]) && !saidToBeOf(i)) {
                nearlyThere(i, position, input).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new JedroException(problems);
        }
        return new Reader(position, constructor());
    }

    /** A header that is one column for this delimiter, and for another one the columns that are wanted. */
    private Optional<Problem> otherDelimiter(CsvInput input) {
        if (input.header().size() != 1) {
            return Optional.empty();
        }
        String header = input.header().get(0);
        for (String delimiter : List.of(";", "\t", ",", "|")) {
            List<String> split = Stream.of(header.split(Pattern.quote(delimiter), -1))
                    .map(name -> name.strip().replace(String.valueOf(options.quote()), ""))
                    .toList();
            if (split.size() > 1 && columns.stream().anyMatch(column -> find(column, split) >= 0)) {
                String shown = delimiter.equals("\t") ? "\\t" : delimiter;
                return Optional.of(Problem.error(
                                DatasetCode.BAD_HEADER,
                                "The header is a single column with '" + shown
                                        + "' in it: the file has another delimiter")
                        .at(Place.of(input.shown(), 1))
                        .fix("set 'delimiter: \"" + shown + "\"' in the catalog"));
            }
        }
        return Optional.empty();
    }

    private static boolean mayBeMissing(RecordComponent component) {
        return component.getType().getSimpleName().startsWith("Optional");
    }

    private Problem missing(int index, CsvInput input) {
        List<String> near = NearNames.of(columns.get(index), input.header());
        String component = components[index].getName();
        return Problem.error(
                        DatasetCode.BAD_HEADER,
                        "There is no column '" + columns.get(index) + "' for the component '" + component + "' of "
                                + type.getSimpleName())
                .at(Place.of(input.shown(), 1))
                .near(near)
                .fix("map it in the catalog: 'columns: {" + component + ": " + (near.isEmpty() ? "…" : near.get(0))
                        + "}'")
                .fix("make the component Optional");
    }

    /** Whether the catalog says that the column has the component's own name, and so that no other one is meant. */
    private boolean saidToBeOf(int index) {
        return columns.get(index).equals(keys.get(index))
                && (options.columns().containsKey(keys.get(index))
                        || options.columns().containsKey(components[index].getName()));
    }

    /** A component that may be missing would be so in every row if its column were misspelt, and nobody would notice. */
    private Optional<Problem> nearlyThere(int index, int[] position, CsvInput input) {
        List<String> free = new ArrayList<>(input.header());
        for (int taken : position) {
            if (taken >= 0) {
                free.remove(input.header().get(taken));
            }
        }
        List<String> near = NearNames.typosOf(columns.get(index), free);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        String component = components[index].getName();
        return Optional.of(Problem.error(
                        DatasetCode.BAD_HEADER,
                        "There is no column '" + columns.get(index) + "' for the component '" + component + "' of "
                                + type.getSimpleName() + ", but one that is nearly it and that no component takes")
                .at(Place.of(input.shown(), 1))
                .near(near)
                .fix("map it in the catalog: 'columns: {" + component + ": " + near.get(0) + "}'")
                .fix("if it is another column, say that this one may be missing: 'columns: {" + component + ": "
                        + keys.get(index) + "}'"));
    }

    private static int find(String column, List<String> header) {
        int exact = header.indexOf(column);
        if (exact >= 0) {
            return exact;
        }
        String folded = folded(column);
        for (int i = 0; i < header.size(); i++) {
            if (folded(header.get(i)).equals(folded)) {
                return i;
            }
        }
        return -1;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _.-]", "");
    }

    private Constructor<?> constructor() {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record without canonical constructor: " + type.getName(), e);
        }
    }

    private final class Reader implements RowReader {
        private final int[] position;
        private final Constructor<?> constructor;

        Reader(int[] position, Constructor<?> constructor) {
            this.position = position;
            this.constructor = constructor;
        }

        @Override
        public Object read(CsvRow row, Place place, Mistakes mistakes) {
            @Nullable Object[] values = new Object[position.length];
            boolean good = true;
            for (int i = 0; i < values.length; i++) {
                int column = position[i];
                String cell = column < 0 || column >= row.cells().size()
                        ? null
                        : row.cells().get(column);
                good &= parse(i, cell, values, mistakes);
            }
            return good ? create(values, row, mistakes) : row;
        }

        private boolean parse(int index, @Nullable String cell, @Nullable Object[] values, Mistakes mistakes) {
            CellType wanted = cells.get(index);
            String text = cell == null || wanted.text() ? cell : cell.strip();
            if (text == null || (text.isEmpty() && !wanted.text())) {
                values[index] = wanted.absent();
                if (wanted.required()) {
                    mistakes.add(columns.get(index), "is empty, but must be " + wanted.wanted());
                }
                return !wanted.required();
            }
            try {
                values[index] = wanted.parser().apply(text);
                return true;
            } catch (RuntimeException e) {
                mistakes.add(columns.get(index), "'" + shortened(text) + "' is not " + wanted.wanted());
                return false;
            }
        }

        private Object create(@Nullable Object[] values, CsvRow row, Mistakes mistakes) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                String why = e.getCause() == null || e.getCause().getMessage() == null
                        ? "the constructor failed"
                        : e.getCause().getMessage();
                mistakes.add("", type.getSimpleName() + " refuses the row: " + why);
                return row;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make " + type.getName(), e);
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
