package dev.jedro.mlflow.tracking;

import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.hook.AfterLoad;
import dev.jedro.mlflow.client.DatasetInput;
import dev.jedro.pipeline.Input;
import dev.jedro.problem.SnakeCase;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** A dataset that a run reads and no node of it writes, as MLflow wants to know of it: where it is, a digest, its columns and rows. */
final class DatasetFacts {
    /** Larger files are told apart by size and time. */
    private static final long LARGEST_DIGESTED = 64L << 20;

    private static final int BUFFER = 1 << 16;

    private DatasetFacts() {}

    /** Empty for what is in no catalog. */
    static Optional<Entry.Later> of(AfterLoad e) {
        DatasetDefinition definition =
                e.run().catalog().definition().find(e.dataset()).orElse(null);
        if (definition == null) {
            return Optional.empty();
        }
        Optional<String> location = definition
                .location()
                .or(() -> Optional.ofNullable(definition.shownOptions().get("table"))
                        .map(String::valueOf));
        OptionalLong rows = e.run().catalog().rows(e.dataset());
        Optional<Type> type = e.node().inputs().stream()
                .filter(input -> input.key().equals(e.dataset()))
                .findFirst()
                .map((Input<?> input) ->
                        e.node().inputTypes().get(e.node().inputs().indexOf(input)));
        Path root = e.run().info().root();
        return Optional.of(new Entry.Later(() -> List.of(new Entry.Inputs(List.of(new DatasetInput(
                e.dataset(),
                digest(root, definition, location),
                "local",
                JsonText.of(json -> {
                    json.writeStartObject();
                    json.writeStringField("uri", location.orElse(e.dataset()));
                    json.writeStringField("type", definition.type());
                    json.writeEndObject();
                }),
                type.flatMap(DatasetFacts::schema),
                rows.isPresent() ? Optional.of("{\"num_rows\":" + rows.getAsLong() + "}") : Optional.empty(),
                "input"))))));
    }

    /**
     * Of the file's content; of a folder, of a large file and of what is no file, of what can be known cheaply. It tells whether data has changed, and protects from nobody: a CRC is quick
     * from the first byte, where MD5 takes the longest part of a short run until it is compiled.
     */
    private static String digest(Path root, DatasetDefinition definition, Optional<String> location) {
        CRC32 digest = new CRC32();
        try {
            Path file = location.map(root::resolve).orElse(null);
            if (file != null && Files.isRegularFile(file) && Files.size(file) <= LARGEST_DIGESTED) {
                content(file, digest);
            } else if (file != null && Files.exists(file)) {
                update(digest, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            } else {
                update(digest, definition.name() + " " + location.orElse(""));
            }
        } catch (IOException | InvalidPathException e) {
            digest.reset();
            update(digest, definition.name());
        }
        return HexFormat.of().toHexDigits((int) digest.getValue());
    }

    private static void content(Path file, CRC32 digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static void update(CRC32 digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The columns of rows that are records; nothing is known of others. */
    static Optional<String> schema(Type type) {
        if (!(type instanceof ParameterizedType generic)
                || generic.getActualTypeArguments().length != 1
                || !(generic.getActualTypeArguments()[0] instanceof Class<?> row)
                || !row.isRecord()) {
            return Optional.empty();
        }
        return Optional.of(JsonText.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("mlflow_colspec");
            for (RecordComponent component : row.getRecordComponents()) {
                json.writeStartObject();
                json.writeStringField("type", ColumnTypes.of(component.getType()));
                json.writeStringField("name", SnakeCase.of(component.getName()));
                json.writeBooleanField("required", component.getType().isPrimitive());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
