package dev.jedro.mlflow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Values RUN = field -> switch (field.toString()) {
        case "metrics.rmse" -> List.of(0.5);
        case "metrics.val/loss" -> List.of(Double.NaN);
        case "params.my kind" -> List.of("Tree");
        case "tags.mlflow.source.name" -> List.of("it's");
        case "attributes.start_time" -> List.of(1000L);
        case "dataset.name" -> List.of("shuttles", "reviews");
        default -> List.of();
    };

    private static boolean finds(String filter) {
        return Search.of(Vocabulary.RUNS, filter, List.of()).matches(RUN);
    }

    private static Problem problem(Vocabulary vocabulary, String filter, String... orders) {
        JedroException thrown =
                catchThrowableOfType(JedroException.class, () -> Search.of(vocabulary, filter, List.of(orders)));
        return Objects.requireNonNull(thrown).problems().get(0);
    }

    private static void refuses(String filter, SearchCode code, int column, String what, String fix) {
        Problem problem = problem(Vocabulary.RUNS, filter);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.where()).containsExactly(Place.of("filter", 1, column));
        assertThat(problem.what()).startsWith(what).endsWith(", in: " + filter);
        assertThat(problem.fixes()).contains(fix);
    }

    @Test
    void comparesAllThatRunsHave() {
        assertThat(finds("metrics.rmse < 1 and params.\"my kind\" = 'Tree' AND attribute.start_time>=1e3"))
                .isTrue();
        assertThat(finds("metric.rmse=0.5 and dataset.name IN ('reviews', 'x') and tags.mlflow.source.name = \"it's\""))
                .isTrue();
        assertThat(finds("params.`my kind` NOT IN ('Tree')")).isFalse();
        assertThat(finds("tags.mlflow.source.name LIKE '%'' ".replace("''", "'")))
                .isTrue();
        assertThat(finds("tags.mlflow.source.name like 'i__s'")).isTrue();
        assertThat(finds("tags.mlflow.source.name like 'i.*'")).isFalse();
    }

    @Test
    void findsNothingByWhatIsMissingOrNotANumber() {
        assertThat(finds("params.other != 'x'")).isFalse();
        assertThat(finds("metrics.val/loss > 0")).isFalse();
        assertThat(finds("metrics.val/loss <= 0")).isFalse();
    }

    @Test
    void pointsAtTheColumnOfAMistake() {
        refuses("metrics.rmse == 1", SearchCode.BAD_FILTER, 14, "'==' is no comparison", "write = instead of ==");
        refuses(
                "metrics.rmse < 1 or metrics.a < 2",
                SearchCode.BAD_FILTER,
                18,
                "MLflow's filters know no OR",
                "search twice");
        refuses(
                "params.a = linear",
                SearchCode.BAD_COMPARISON,
                12,
                "'params.a' is compared with text in quotes",
                "write 'linear'");
        refuses(
                "metrics.a < '1'",
                SearchCode.BAD_COMPARISON,
                13,
                "'metrics.a' is compared with a number",
                "write a number, without quotes");
        refuses(
                "params.a < 'b'",
                SearchCode.BAD_COMPARISON,
                10,
                "'params.a' is text and cannot be compared with <",
                "use one of =, !=, LIKE, ILIKE, IN, NOT IN");
        refuses("params.a = 'b", SearchCode.BAD_FILTER, 12, "The quote that begins here never ends", "close it with '");
        refuses("run_id IN 'a'", SearchCode.BAD_FILTER, 11, "After IN come values in brackets", "write IN ('a', 'b')");
        refuses("(metrics.a < 1)", SearchCode.BAD_FILTER, 1, "MLflow's filters know no brackets", "remove them");
    }

    @Test
    void knowsNamesThatWerePerhapsMeant() {
        assertThat(problem(Vocabulary.RUNS, "metrcs.rmse < 1").near()).startsWith("metrics.rmse");
        assertThat(problem(Vocabulary.RUNS, "attributes.stat = 'FINISHED'").near())
                .contains("status");
        assertThat(problem(Vocabulary.MODELS, "metrics.rmse < 1").code()).isEqualTo(SearchCode.UNKNOWN_FIELD);
        assertThat(problem(Vocabulary.RUNS, "", "metrics.rmse DOWN").where())
                .containsExactly(Place.of("order_by", 1, 14));
    }
}
