package dev.jedro.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a run, their states, times and rows, as lines for a {@link LiveRegion}. Where not all fit, it shows those that run or failed, the
 * last ones done and the next ones to come. Thread-safe.
 */
public final class NodeTable {
    /** How far a node is. */
    public enum State {
        WAITING("·", Style.FAINT),
        RUNNING("▸", Style.CYAN),
        DONE("✓", Style.GREEN),
        SKIPPED("–", Style.FAINT),
        FAILED("✗", Style.RED);

        private final String sign;
        private final Style style;

        State(String sign, Style style) {
            this.sign = sign;
            this.style = style;
        }
    }

    private static final int TIME_WIDTH = 12;
    private static final int DONE_SHOWN = 3;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private final Supplier<Duration> clock;
    private final boolean colour;
    private int nameWidth;

    /** @param clock the time since the run began */
    public NodeTable(List<String> nodes, Supplier<Duration> clock, boolean colour) {
        this.clock = clock;
        this.colour = colour;
        for (String node : nodes) {
            rows.put(node, new Row(node));
            nameWidth = Math.max(nameWidth, node.length());
        }
        counts.put(State.WAITING, rows.size());
    }

    public synchronized void started(String node) {
        set(node, State.RUNNING, clock.get(), "");
    }

    /**
     * Shows how far a node is; nothing for one that does not run.
     *
     * @param note such as {@code 12 of 40 tasks}
     */
    public synchronized void progress(String node, String note) {
        Row row = rows.get(node);
        if (row != null && row.state == State.RUNNING) {
            row.note = note;
        }
    }

    /**
     * @param state {@code DONE}, {@code SKIPPED} or {@code FAILED}
     * @param took zero for a node that did not run
     * @param note such as {@code 10,019 rows}; may be empty
     */
    public synchronized void ended(String node, State state, Duration took, String note) {
        set(node, state, took, note);
    }

    private void set(String node, State state, Duration time, String note) {
        Row row = rows.computeIfAbsent(node, Row::new);
        counts.merge(row.state, -1, Integer::sum);
        counts.merge(state, 1, Integer::sum);
        row.state = state;
        row.time = time;
        row.note = note;
    }

    /** The picture as it is now: at most {@code size.lines() - 1} lines, each narrower than the terminal. */
    public synchronized List<String> lines(TerminalSize size) {
        int room = size.lines() - 2;
        List<Row> shown = rows.size() <= room ? List.copyOf(rows.values()) : window(room);
        List<String> lines = new ArrayList<>();
        shown.forEach(row -> lines.add(line(row, size.columns() - 1)));
        lines.add(cut(summary(), size.columns() - 1));
        return lines;
    }

    /** Failed and running nodes before all, then a few that are done, then the next; in the order of the table. */
    private List<Row> window(int room) {
        List<Row> chosen = new ArrayList<>();
        take(State.RUNNING, room, chosen);
        take(State.FAILED, room, chosen);
        takeLast(State.DONE, Math.min(DONE_SHOWN, room - chosen.size()), chosen);
        take(State.WAITING, room, chosen);
        takeLast(State.DONE, room - chosen.size(), chosen);
        return rows.values().stream().filter(chosen::contains).toList();
    }

    private void take(State state, int room, List<Row> chosen) {
        rows.values().stream()
                .filter(row -> row.state == state)
                .limit(Math.max(0, room - chosen.size()))
                .forEach(chosen::add);
    }

    private void takeLast(State state, int most, List<Row> chosen) {
        List<Row> all = rows.values().stream()
                .filter(row -> row.state == state && !chosen.contains(row))
                .toList();
        chosen.addAll(all.subList(all.size() - Math.min(Math.max(0, most), all.size()), all.size()));
    }

    private String line(Row row, int width) {
        int names = Math.max(8, Math.min(nameWidth, width - TIME_WIDTH - 24));
        Duration time = row.state == State.RUNNING ? since(row) : row.time;
        String times = time == null || row.state == State.SKIPPED ? "" : Durations.text(time);
        String text =
                String.format("%-" + names + "s  %" + TIME_WIDTH + "s  %s", cut(row.node, names), times, row.note);
        String fitting = cut(text.stripTrailing(), width - 2);
        return row.state.style.of(row.state.sign, colour)
                + " "
                + (row.state == State.WAITING || row.state == State.SKIPPED ? Style.FAINT : Style.PLAIN)
                        .of(fitting, colour);
    }

    private @Nullable Duration since(Row row) {
        return row.time == null ? null : clock.get().minus(row.time);
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        text.append(count(State.DONE)).append(" of ").append(rows.size()).append(" nodes done");
        add(text, State.RUNNING, "running");
        add(text, State.FAILED, "failed");
        add(text, State.SKIPPED, "skipped");
        return text.append(" · ").append(Durations.text(clock.get())).toString();
    }

    private void add(StringBuilder text, State state, String word) {
        if (count(state) > 0) {
            text.append(" · ").append(count(state)).append(' ').append(word);
        }
    }

    private int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    private static final class Row {
        final String node;
        State state = State.WAITING;
        /** When it started, while it runs; how long it took, when it has ended. */
        @Nullable
        Duration time;

        String note = "";

        Row(String node) {
            this.node = node;
        }
    }
}
