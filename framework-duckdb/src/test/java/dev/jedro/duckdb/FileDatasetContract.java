package dev.jedro.duckdb;

import dev.jedro.testkit.DatasetContractTest;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the contract tests of this module have in common. */
abstract class FileDatasetContract extends DatasetContractTest<List<FileDatasetContract.Row>> {
    record Row(long id, String name) {}

    static List<Row> rows() {
        return List.of(new Row(1, "one"));
    }

    abstract String filepath();

    @Override
    protected Map<String, Object> options() {
        return Map.of("filepath", filepath());
    }

    @Override
    protected Type javaType() {
        try {
            return FileDatasetContract.class.getDeclaredMethod("rows").getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<Row> first() {
        return rows();
    }

    @Override
    protected List<Row> second() {
        return List.of(new Row(2, "two"), new Row(3, "three"));
    }

    @Override
    protected Optional<byte[]> badContent() {
        return Optional.of(new byte[] {'"', 0, 1, 2, (byte) 0xff, '{'});
    }
}
