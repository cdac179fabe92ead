package dev.jedro.dataset;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code type: Text}: a text file as one text, or as its lines. */
public final class TextType implements FileDatasetType<TextType.Options> {

    /** @param encoding of the file */
    public record Options(Charset encoding) {
        static Options defaults() {
            return new Options(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Override
    public String name() {
        return "Text";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "String, List<String> (its lines), Stream<String>, Iterator<String>";
    }

    @Override
    public Type defaultType(Options options) {
        return String.class;
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return type == String.class
                || Rows.of(type).filter(rows -> rows.element() == String.class).isPresent();
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws IOException {
        try {
            if (type == String.class) {
                return Files.readString(file, options.encoding());
            }
            Rows rows = Rows.of(type).orElseThrow();
            return rows.lazy() ? rows.from(lines(options, file)) : Files.readAllLines(file, options.encoding());
        } catch (CharacterCodingException e) {
            throw new JedroException(
                    Problem.error(DatasetCode.BAD_ENCODING, "The file is not in " + options.encoding())
                            .at(Place.of(context.shown(file)))
                            .fix("set 'encoding: ISO-8859-1' or what it is in, or save it as " + options.encoding()),
                    e);
        }
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        if (type == String.class) {
            Files.writeString(file, (String) value, options.encoding());
            return;
        }
        try (Lines lines = new Lines(Files.newBufferedWriter(file, options.encoding()))) {
            Rows.forEach(value, lines::line);
        }
    }

    @Override
    public boolean canAppend(Options options, Type chunk) {
        return canLoad(options, chunk);
    }

    @Override
    public Optional<ChunkWriter> append(Options options, Path file, Type chunk, DatasetContext context)
            throws IOException {
        return canAppend(options, chunk)
                ? Optional.of(new Lines(Files.newBufferedWriter(file, options.encoding())))
                : Optional.empty();
    }

    /** Closed by whoever reads to the end. */
    private static Stream<String> lines(Options options, Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, options.encoding());
        return reader.lines().onClose(() -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Writes each text as a line, and each list of texts as lines. */
    private static final class Lines implements ChunkWriter {
        private final BufferedWriter writer;
        private long written;

        Lines(BufferedWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(Object chunk) throws Exception {
            if (chunk instanceof String) {
                line(chunk);
            } else {
                Rows.forEach(chunk, this::line);
            }
        }

        void line(Object text) throws IOException {
            String line = (String) text;
            written++;
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new JedroException(Problem.error(
                                DatasetCode.DOES_NOT_FIT,
                                "Text " + written
                                        + " cannot be saved as a line: it has a line end in it, and would be read again as several")
                        .fix("save texts of several lines as Json, or the whole file as one String"));
            }
            writer.write(line);
            writer.write('\n');
        }

        @Override
        public void commit() throws IOException {
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
