package dev.jedro.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row.
 *
 * @param line where it begins
 * @param cells null where there is no value
 * @param emptyLine whether the line has nothing in it, not even quotes; then there is one cell, of no value
 */
record CsvRow(long line, List<@Nullable String> cells, boolean emptyLine) {

    /** Makes rows of what the parser finds. Unquoted cells may stand for null, quoted ones are always texts. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private final Set<String> nullValues;
        private final boolean emptyIsNull;
        private @Nullable String[] cells = new String[32];
        private int count;
        private long line;
        private boolean emptyLine;

        Handler(Set<String> nullValues) {
            this.nullValues = nullValues;
            this.emptyIsNull = nullValues.contains("");
        }

        /** Where the last row began. */
        long line() {
            return line;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            count = 0;
            emptyLine = false;
        }

        @Override
        protected void handleEmpty() {
            emptyLine = true;
            cells[count++] = null;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (count == cells.length) {
                cells = Arrays.copyOf(cells, count * 2);
            }
            cells[count++] = cell(buffer, offset, length, quoted);
        }

        private @Nullable String cell(char[] buffer, int offset, int length, boolean quoted) {
            if (length == 0) {
                return emptyIsNull && !quoted ? null : "";
            }
            String text = new String(buffer, offset, length);
            return !quoted && nullValues.contains(text) ? null : text;
        }

        @Override
        protected CsvRow buildRecord() {
            return new CsvRow(line, Arrays.asList(Arrays.copyOf(cells, count)), emptyLine);
        }
    }
}
