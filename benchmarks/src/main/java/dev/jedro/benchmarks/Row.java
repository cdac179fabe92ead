package dev.jedro.benchmarks;

/**
 * One line of the table.
 *
 * @param kedro what Kedro takes; {@code –} where nobody measured it
 * @param reach what Jedro is to reach; {@code –} where there is no target
 * @param met empty where there is no target
 */
record Row(String what, String kedro, String reach, String jedro, String met) {

    /** A line with an upper limit. */
    static Row limited(String what, String kedro, String reach, String jedro, boolean met) {
        return new Row(what, kedro, reach, jedro, met ? "yes" : "NO");
    }

    /** A line that only informs. */
    static Row told(String what, String kedro, String jedro) {
        return new Row(what, kedro, "–", jedro, "");
    }
}
