package dev.jedro.dataset;

import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps texts and cells without a value apart: the latter are written as the first text that stands for no value, without quotes; texts that look like one get quotes. So an empty
 * line is a row of one cell without a value.
 */
final class NullQuotes implements QuoteStrategy {
    private final String absent;
    private final Set<String> looksAbsent;
    private final boolean emptyIsAbsent;
    private boolean[] bare = new boolean[0];

    NullQuotes(List<String> nullValues) {
        this.absent = nullValues.isEmpty() ? "" : nullValues.get(0);
        this.looksAbsent = new HashSet<>(nullValues);
        this.emptyIsAbsent = looksAbsent.contains("");
        looksAbsent.add("");
    }

    /** The row as it is written next. */
    String[] row(@Nullable String[] cells) {
        String[] row = new String[cells.length];
        bare = new boolean[cells.length];
        for (int i = 0; i < row.length; i++) {
            String cell = cells[i];
            bare[i] = cell == null;
            row[i] = cell == null ? absent : cell;
        }
        if (row.length == 1 && row[0].isEmpty() && !emptyIsAbsent) {
            Arrays.fill(bare, false); // a line without anything would not count as a row
        }
        return row;
    }

    @Override
    public boolean quoteNull(int line, int column) {
        return false; // no cell of a row is null
    }

    @Override
    public boolean quoteEmpty(int line, int column) {
        return !bare[column];
    }

    @Override
    public boolean quoteValue(int line, int column, String value) {
        return !bare[column] && looksAbsent.contains(value);
    }
}
