package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestFirstTest {

    @Test
    void givesFewNamesInTheirOrder() {
        assertThat(NearestFirst.of("pirce", List.of("id", "price"))).isEqualTo("id, price");
    }

    @Test
    void givesOfManyNamesTheNearestAndTellsHowManyMoreThereAre() {
        List<String> names = IntStream.range(0, 27)
                .mapToObj(i -> i == 20 ? "price" : "column" + i)
                .toList();

        assertThat(NearestFirst.of("pirce", names))
                .isEqualTo("price, column0, column1, column2, column3, column4, column5, column6 … and 19 more");
    }
}
