package dev.jedro.duckdb;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers chunks in a table of the engine, which may spill, and writes the file when they are committed. */
final class RelationChunks<O> implements ChunkWriter {
    private static final int MOST_BUFFERED = 10_000;

    private final RelationFileType<O> type;
    private final O options;
    private final Path file;
    private final DatasetContext context;
    private final DuckDb engine;
    private final @Nullable RecordWriter records;
    private final List<Record> buffer = new ArrayList<>();
    private @Nullable GrowingTable gathered;

    /** @param record of which the chunks are made; null where they are relations */
    RelationChunks(
            RelationFileType<O> type,
            O options,
            Path file,
            @Nullable Class<? extends Record> record,
            DatasetContext context) {
        this.type = type;
        this.options = options;
        this.file = file;
        this.context = context;
        this.engine = Engines.of(context);
        this.records = record == null ? null : RecordWriter.of(record);
    }

    @Override
    public void write(Object chunk) {
        if (chunk instanceof Relation relation) {
            add(relation);
        } else if (chunk instanceof Record row) {
            add(row);
        } else if (chunk instanceof List<?> rows) {
            rows.forEach(row -> add((Record) row));
        } else {
            throw new IllegalStateException("no chunk of rows: " + chunk.getClass());
        }
    }

    private void add(Record row) {
        buffer.add(row);
        if (buffer.size() == MOST_BUFFERED) {
            flush();
        }
    }

    private void flush() {
        RecordWriter writer = records;
        if (writer == null) {
            return;
        }
        table(writer.columns()).append(appender -> {
            for (Record row : buffer) {
                writer.write(row, appender);
            }
        });
        buffer.clear();
    }

    private void add(Relation relation) {
        engine.requireOwn("A chunk", relation);
        GrowingTable table = table(relation.columns());
        if (!table.columns().equals(relation.columns())) {
            throw new JedroException(Problem.error(
                            DuckDbCode.UNLIKE_CHUNKS,
                            "A chunk is a " + relation + ", the first one is a " + table.relation() + ".")
                    .fix("give all chunks the same columns, for instance select id::bigint as id"));
        }
        table.append(relation);
    }

    private GrowingTable table(List<Column> columns) {
        GrowingTable table = gathered;
        if (table == null) {
            table = new GrowingTable(engine, columns);
            gathered = table;
        }
        return table;
    }

    @Override
    public void commit() throws Exception {
        flush();
        GrowingTable table = gathered;
        if (table == null) {
            throw new JedroException(
                    Problem.error(DuckDbCode.UNLIKE_CHUNKS, "There is no chunk, so that the columns are not known.")
                            .fix("give at least one relation, which may be empty"));
        }
        context.reportRows(type.write(options, file, table.relation()));
    }

    @Override
    public void close() {
        buffer.clear();
        if (gathered != null) {
            gathered.close();
        }
    }
}
