package dev.jedro.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClosingIteratorTest {
    private final AtomicInteger closed = new AtomicInteger();

    private <T> ClosingIterator<T> over(Stream<T> rows) {
        return new ClosingIterator<>(rows.onClose(closed::incrementAndGet));
    }

    @Test
    void closesAtTheEnd() {
        ClosingIterator<Integer> rows = over(Stream.of(1));

        assertThat(rows.hasNext()).isTrue();
        assertThat(rows.next()).isEqualTo(1);
        assertThat(closed).hasValue(0);
        assertThat(rows.hasNext()).isFalse();
        assertThat(closed).hasValue(1);
    }

    @Test
    void closesWhenARowFailsThatNobodyLookedForBefore() {
        ClosingIterator<Integer> rows = over(Stream.of(1, 0).map(number -> 1 / number));

        assertThat(rows.next()).isEqualTo(1);
        assertThatThrownBy(rows::next).isInstanceOf(ArithmeticException.class);
        assertThat(closed).hasValue(1);
    }

    @Test
    void closesWhenItsReaderHasHadEnough() {
        try (ClosingIterator<Integer> rows = over(Stream.of(1, 2))) {
            assertThat(rows.next()).isEqualTo(1);
        }
        assertThat(closed).hasValue(1);
    }
}
