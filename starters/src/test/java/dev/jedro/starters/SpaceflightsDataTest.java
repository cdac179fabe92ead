package dev.jedro.starters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** If this fails after a change of the generator, run {@link SpaceflightsData#main} in this module and look at what changed. */
class SpaceflightsDataTest {
    private final SpaceflightsData data = new SpaceflightsData();

    @Test
    void makesTheFilesOfTheStarterByteForByte() {
        assertThat(SpaceflightsData.FOLDER.resolve("companies.csv"))
                .hasBinaryContent(data.companiesCsv().getBytes(UTF_8));
        assertThat(SpaceflightsData.FOLDER.resolve("reviews.csv"))
                .hasBinaryContent(data.reviewsCsv().getBytes(UTF_8));
    }

    @Test
    void makesTheSheetOfTheStarterCellForCell() throws IOException {
        List<List<Object>> sheet = new ArrayList<>();
        try (InputStream in = Files.newInputStream(SpaceflightsData.FOLDER.resolve("shuttles.xlsx"));
                ReadableWorkbook workbook = new ReadableWorkbook(in)) {
            for (Row row : workbook.getFirstSheet().read()) {
                List<Object> cells = new ArrayList<>();
                for (int column = 0; column < 13; column++) {
                    cells.add(row.getOptionalCell(column)
                            .map(SpaceflightsDataTest::value)
                            .orElse(""));
                }
                sheet.add(cells);
            }
        }
        assertThat(sheet).isEqualTo(data.shuttleRows());
    }

    @Test
    void keepsTheStarterSmall() throws IOException {
        long bytes = 0;
        for (String name : List.of("companies.csv", "reviews.csv", "shuttles.xlsx")) {
            bytes += Files.size(SpaceflightsData.FOLDER.resolve(name));
        }
        assertThat(bytes).isLessThan(1_000_000);
    }

    private static Object value(Cell cell) {
        return cell.getType() == CellType.NUMBER ? (Object) cell.asNumber().intValueExact() : cell.getText();
    }
}
