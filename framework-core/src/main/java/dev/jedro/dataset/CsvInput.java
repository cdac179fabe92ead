package dev.jedro.dataset;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An open CSV file behind its header. */
final class CsvInput implements Closeable {
    private static final int MOST_PROBLEMS = 10;

    private final CsvType.Options options;
    private final String shown;
    private final CsvRow.Handler handler;
    private final CsvReader<CsvRow> reader;
    private final CloseableIterator<CsvRow> rows;
    private final List<String> header;
    private int width;
    private boolean emptyLinesAreRows;

    private CsvInput(CsvType.Options options, Reader text, String shown) {
        this.options = options;
        this.shown = shown;
        this.handler = new CsvRow.Handler(new HashSet<>(options.nullValues()));
        this.reader = CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .build(handler, text);
        this.rows = reader.iterator();
        this.header = options.header() ? readHeader() : List.of();
        this.width = header.size();
    }

    static CsvInput open(CsvType.Options options, Path file, String shown) throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        options.encoding()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        boolean opened = false;
        try {
            skipByteOrderMark(text);
            CsvInput input = new CsvInput(options, text, shown);
            opened = true;
            return input;
        } catch (CharacterCodingException e) {
            throw encoding(options, Place.of(shown, 1), e);
        } finally {
            if (!opened) {
                text.close();
            }
        }
    }

    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    private List<String> readHeader() {
        CsvRow first = next();
        if (first == null) {
            throw new JedroException(Problem.error(DatasetCode.BAD_CSV, "The file is empty: not even a header is there")
                    .at(Place.of(shown, 1))
                    .fix("get the file again, or run the node that makes it"));
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : first.cells()) {
            String name = cell == null ? "" : cell.strip();
            if (!name.isEmpty() && !seen.add(name)) {
                throw new JedroException(
                        Problem.error(DatasetCode.BAD_HEADER, "The header has the column '" + name + "' twice")
                                .at(Place.of(shown, (int) first.line()))
                                .fix("rename one of them in the file"));
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** The names of the columns in their order; empty if the file has no header. */
    List<String> header() {
        return header;
    }

    /** Tells that an empty line is how a row looks whose only cell has no value. */
    void emptyLinesAreRows() {
        emptyLinesAreRows = true;
    }

    /** The file as people know it. */
    String shown() {
        return shown;
    }

    /** Without the empty lines, unless they are rows. */
    private @Nullable CsvRow next() {
        CsvRow row = nextLine();
        while (row != null
                && row.emptyLine()
                && !(emptyLinesAreRows && options.nullValues().contains(""))) {
            row = nextLine();
        }
        return row;
    }

    private @Nullable CsvRow nextLine() {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw encoding(options, place(), e);
            }
            throw new JedroException(
                    Problem.error(DatasetCode.BAD_CSV, "The file is not sound CSV from here on: " + reason(e))
                            .at(place())
                            .fix("look for a quote that is not closed; if the file is cut off, get it again")
                            .fix("set 'delimiter' and 'quote' to what the file uses"),
                    e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw encoding(options, place(), e);
            }
            throw e;
        }
    }

    private static String reason(CsvParseException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(cause != null && cause.getMessage() != null ? cause.getMessage() : failure.getMessage());
    }

    private Place place() {
        return Place.of(shown, (int) Math.max(1, handler.line()));
    }

    private static JedroException encoding(CsvType.Options options, Place place, Exception cause) {
        return new JedroException(
                Problem.error(
                                DatasetCode.BAD_ENCODING,
                                "The file is not in " + options.encoding() + ", at this line or soon after")
                        .at(place)
                        .fix("set 'encoding: ISO-8859-1' or what it is in, or save it as " + options.encoding()),
                cause);
    }

    /** All rows; if some are bad, as many problems as one wants to read at once. */
    List<Object> all(RowReader reader) {
        List<Object> values = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (CsvRow row = next(); row != null; row = next()) {
            Object value = read(reader, row, problems);
            if (problems.isEmpty()) {
                values.add(value);
            } else if (problems.size() >= MOST_PROBLEMS) {
                problems = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
                problems.add(
                        Problem.warning(DatasetCode.BAD_ROW, "There may be more: the rest of the file was not read")
                                .at(Place.of(shown, (int) row.line())));
                break;
            }
        }
        if (!problems.isEmpty()) {
            throw new JedroException(problems);
        }
        return values;
    }

    /** The rows one by one; the first bad one throws. */
    Stream<Object> rows(RowReader reader) {
        Iterator<Object> oneByOne = new Iterator<>() {
            private @Nullable CsvRow ahead;

            @Override
            public boolean hasNext() {
                ahead = ahead == null ? CsvInput.this.next() : ahead;
                return ahead != null;
            }

            @Override
            public Object next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException();
                }
                List<Problem> problems = new ArrayList<>();
                Object value = read(reader, ahead, problems);
                ahead = null;
                if (!problems.isEmpty()) {
                    throw new JedroException(problems);
                }
                return value;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(oneByOne, Spliterator.ORDERED), false)
                .onClose(this::closeUnchecked);
    }

    private Object read(RowReader reader, CsvRow row, List<Problem> problems) {
        Place place = Place.of(shown, (int) row.line());
        if (width == 0) {
            width = row.cells().size();
        }
        if (row.cells().size() != width) {
            problems.add(Problem.error(
                            DatasetCode.BAD_CSV, "The row has " + row.cells().size() + " cells instead of " + width)
                    .at(place)
                    .fix("correct the row; if it is the last one, the file may be cut off: get it again")
                    .fix("set 'delimiter' and 'quote' to what the file uses"));
            return row;
        }
        return reader.read(
                row,
                place,
                (column, what) -> problems.add(
                        Problem.error(DatasetCode.BAD_ROW, column.isEmpty() ? what : "Column '" + column + "': " + what)
                                .at(place)
                                .fix("correct the row, or change the component's type in the record")));
    }

    private void closeUnchecked() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
