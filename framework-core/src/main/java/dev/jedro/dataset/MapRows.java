package dev.jedro.dataset;

import dev.jedro.problem.Place;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as maps from column to text, in the order of the columns; where there is no value the text is empty. */
final class MapRows implements RowReader {
    private final List<String> header;

    MapRows(List<String> header) {
        this.header = header;
    }

    static boolean isMap(Type element) {
        return element instanceof ParameterizedType generic
                && generic.getRawType() == Map.class
                && generic.getActualTypeArguments()[0] == String.class
                && generic.getActualTypeArguments()[1] == String.class;
    }

    @Override
    public Object read(CsvRow row, Place place, Mistakes mistakes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String cell = row.cells().get(i);
            values.put(header.get(i), cell == null ? "" : cell);
        }
        return Collections.unmodifiableMap(values);
    }
}
