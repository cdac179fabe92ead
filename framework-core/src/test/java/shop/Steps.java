package shop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** More functions for nodes of the tests. */
public final class Steps {
    public static final AtomicInteger CALLS = new AtomicInteger();
    public static CountDownLatch running = new CountDownLatch(1);

    private Steps() {}

    public record Row(int id, String name) {
        public Row {
            if (id < 0) {
                throw new IllegalArgumentException("negative id");
            }
        }
    }

    public static Stream<Row> doubled(Stream<Row> rows) {
        return rows.map(row -> new Row(row.id() * 2, row.name()));
    }

    public static Iterator<List<Row>> inChunks() {
        return List.of(List.of(new Row(0, "x"), new Row(1, "x")), List.of(new Row(2, "x"), new Row(3, "x")))
                .iterator();
    }

    public static String same(String text) {
        return text;
    }

    public static String both(String one, String other) {
        return one + "+" + other;
    }

    public static String source() {
        return "source";
    }

    public static void sink(String text) {
        CALLS.incrementAndGet();
    }

    public static Integer length(String text) {
        return text.length();
    }

    public static @Nullable String nothing(String text) {
        return null;
    }

    public static String fails(String text) {
        try {
            Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("cannot read " + text, e);
        }
        return text;
    }

    public static String failsTwice(String text) {
        if (CALLS.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
        }
        return text + " at last";
    }

    public static String waits(String text) throws InterruptedException {
        running.countDown();
        new CountDownLatch(1).await();
        return text;
    }

    public static Stream<String> letters(String text) {
        return text.chars().mapToObj(letter -> String.valueOf((char) letter));
    }

    public static Iterator<Integer> numbers() {
        return IntStream.range(0, 10).iterator();
    }

    public static String joined(Stream<String> letters) {
        return letters.collect(Collectors.joining("-"));
    }

    public static Integer sum(Iterator<Integer> numbers) {
        int sum = 0;
        while (numbers.hasNext()) {
            sum += numbers.next();
        }
        return sum;
    }

    public static String describe(Integer number, String text) {
        return number + text;
    }

    public static String list(List<String> words) {
        return String.join(" ", new ArrayList<>(words));
    }
}
