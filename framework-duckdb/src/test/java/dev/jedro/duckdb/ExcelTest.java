package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcelTest {
    @TempDir
    Path root;

    private void workbook(Consumer<Worksheet> sheet) throws IOException {
        try (OutputStream out = Files.newOutputStream(root.resolve("a.xlsx"));
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("Notes").value(0, 0, "nothing here");
            sheet.accept(workbook.newWorksheet("Data"));
        }
    }

    private OpenCatalog open(Object... options) {
        Map<String, Object> entry =
                new LinkedHashMap<>(Map.of("type", "duckdb.Excel", "filepath", "a.xlsx", "sheet", "Data"));
        for (int i = 0; i < options.length; i += 2) {
            entry.put((String) options[i], options[i + 1]);
        }
        Map<String, Object> one = Map.of("type", "duckdb.Query", "sql", "select 1 as one");
        return TestCatalog.open(root, Map.of("data", entry, "one", one));
    }

    private static Relation load(OpenCatalog catalog) {
        return catalog.load("data", Relation.class);
    }

    private static void row(Worksheet sheet, int row, Object... values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Number number) {
                sheet.value(row, i, number);
            } else if (value instanceof Boolean truth) {
                sheet.value(row, i, truth);
            } else if (value instanceof LocalDateTime time) {
                sheet.value(row, i, time);
                sheet.style(row, i).format("dd.mm.yyyy hh:mm").set();
            } else if (value instanceof LocalDate date) {
                sheet.value(row, i, date);
                sheet.style(row, i).format("yyyy-mm-dd").set();
            } else if (!value.toString().isEmpty()) {
                sheet.value(row, i, value.toString());
            }
        }
    }

    @Test
    void findsTheTypeOfAColumnByAllItsValues() throws IOException {
        workbook(sheet -> {
            row(sheet, 0, "id", "real", "mixed", "flag", "truth", "day", "time", "none");
            row(sheet, 1, 1, 1, 1, "t", true, LocalDate.of(2026, 11, 20), LocalDateTime.of(2026, 11, 20, 16, 40));
            row(sheet, 2, -2, 2.5, "x", "f", false, LocalDate.of(1999, 1, 2), LocalDate.of(2026, 11, 20));
            row(sheet, 4, 3, "", "", "", "", "", "", "");
        });
        try (OpenCatalog catalog = open()) {
            Relation relation = load(catalog);

            assertThat(relation)
                    .hasToString(
                            "Relation(id BIGINT, real DOUBLE, mixed VARCHAR, flag VARCHAR, truth BOOLEAN, day DATE, time TIMESTAMP, "
                                    + "none VARCHAR)");
            assertThat(catalog.rows("data")).hasValue(4);
            assertThat(relation.sql("select columns(*)::varchar from this")
                            .preview()
                            .rows())
                    .containsExactly(
                            List.of("1", "1.0", "1", "t", "true", "2026-11-20", "2026-11-20 16:40:00", "null"),
                            List.of("-2", "2.5", "x", "f", "false", "1999-01-02", "2026-11-20 00:00:00", "null"),
                            List.of("null", "null", "null", "null", "null", "null", "null", "null"),
                            List.of("3", "null", "null", "null", "null", "null", "null", "null"));
        }
    }

    @Test
    void givesRowsWithoutValuesButForThoseAfterTheLastValue() throws IOException {
        workbook(sheet -> {
            row(sheet, 2, "id", "name");
            row(sheet, 4, 1, "a");
            sheet.style(5, 0).bold().set();
            row(sheet, 7, 2, "b");
            sheet.style(8, 1).bold().set();
            sheet.style(9, 4).bold().set();
        });
        try (OpenCatalog catalog = open()) {
            assertThat(load(catalog)
                            .sql("select coalesce(name, '-') as name from this")
                            .strings("name"))
                    .containsExactly("-", "a", "-", "-", "b");
            assertThat(catalog.rows("data")).hasValue(5);
        }
        try (OpenCatalog catalog = open("header", false)) {
            assertThat(load(catalog)
                            .sql("select coalesce(column1, '-') as name from this")
                            .strings("name"))
                    .containsExactly("name", "-", "a", "-", "-", "b");
        }
    }

    @Test
    void hasAllColumnsWithoutAHeader() {
        try (OpenCatalog catalog = open("header", false)) {
            DuckDb duckdb = catalog.load("one", Relation.class).engine();
            catalog.save(
                    "data", Relation.class, duckdb.sql("select null as a, 1 as b, null as c union all select 2, 3, 4"));

            assertThat(load(catalog)).hasToString("Relation(column0 BIGINT, column1 BIGINT, column2 BIGINT)");
            assertThat(load(catalog).count()).isEqualTo(2);
        }
    }

    @Test
    void takesDeclaredTypes() throws IOException {
        workbook(sheet -> {
            row(sheet, 0, "id", "price");
            row(sheet, 1, 1, 2);
        });
        try (OpenCatalog catalog = open("columns", Map.of("price", "DECIMAL(9,2)"))) {
            assertThat(load(catalog)).hasToString("Relation(id BIGINT, price DECIMAL(9,2))");
        }
        try (OpenCatalog catalog = open("columns", Map.of("prise", "DOUBLE"))) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load(catalog))
                    .withMessageContaining("JED-705")
                    .withMessageContaining("at a.xlsx:1")
                    .withMessageContaining("Near: price");
        }
    }

    @Test
    void namesColumnsThatHaveNoNameOrOneNameTwice() throws IOException {
        workbook(sheet -> row(sheet, 0, "a", "", "A"));
        try (OpenCatalog catalog = open()) {
            assertThat(load(catalog).columns()).extracting(Column::name).containsExactly("a", "column1", "A_1");
        }
    }

    @Test
    void tellsASheetThatIsNotThere() throws IOException {
        workbook(sheet -> row(sheet, 0, "a"));
        try (OpenCatalog catalog = open("sheet", "Dat")) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load(catalog))
                    .withMessageContaining("JED-714")
                    .withMessageContaining("at a.xlsx")
                    .withMessageContaining("Near: Data")
                    .withMessageContaining("use one of its sheets: Notes, Data");
        }
    }

    @Test
    void tellsAValueWithoutAColumn() throws IOException {
        workbook(sheet -> {
            row(sheet, 0, "a");
            row(sheet, 1, 1, 2);
        });
        try (OpenCatalog catalog = open()) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load(catalog))
                    .withMessageContaining("JED-703")
                    .withMessageContaining("right of the last column: 2")
                    .withMessageContaining("at a.xlsx:2");
        }
    }

    @Test
    void tellsThatTheFileIsCutOffOrNoWorkbook() throws IOException {
        workbook(sheet -> {
            row(sheet, 0, "a");
            for (int i = 1; i < 5000; i++) {
                row(sheet, i, "text " + i);
            }
        });
        byte[] whole = Files.readAllBytes(root.resolve("a.xlsx"));
        for (byte[] bad : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[] {1, 2, 3}, new byte[0])) {
            Files.write(root.resolve("a.xlsx"), bad);
            try (OpenCatalog catalog = open()) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog))
                        .withMessageContaining("JED-704")
                        .withMessageContaining("no readable .xlsx workbook")
                        .withMessageContaining("at a.xlsx")
                        .withMessageContaining("make the file again");
            }
        }
    }
}
