package dev.jedro.dataset;

import dev.jedro.problem.Place;

/** Turns the cells of a row into what a node wants. */
interface RowReader {

    /** What is wrong with a row, cell by cell. */
    interface Mistakes {
        /** @param column as the header has it */
        void add(String column, String what);
    }

    /**
     * @return anything if there were mistakes
     * @param place of the row
     */
    Object read(CsvRow row, Place place, Mistakes mistakes);
}
