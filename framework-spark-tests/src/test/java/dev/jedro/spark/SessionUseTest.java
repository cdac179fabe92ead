package dev.jedro.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jedro.hook.RunInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SessionUseTest {
    private final SessionUse use = new SessionUse();

    private static RunInfo run(String id, String runner) {
        return new RunInfo(
                id, "v1", "1", Path.of("."), "p", "local", List.of("a"), Map.of(), List.of(), Map.of(), runner, false);
    }

    @Test
    void aSaveIsAloneInTheOnlyRunWhoseNodesRunOneByOne() throws Exception {
        use.runBegins(run("1", "sequential"));
        assertThat(use.alone()).as("no save").isEmpty();
        use.saving(() -> {
            OptionalLong before = use.alone();
            assertThat(before).isPresent();
            assertThat(use.alone()).isEqualTo(before);
        });
        use.runEnds(run("1", "sequential"), true);

        use.saving(() -> assertThat(use.alone()).as("no run").isEmpty());
        use.runBegins(run("2", "parallel"));
        use.saving(() -> assertThat(use.alone()).as("nodes at once").isEmpty());
    }

    @Test
    void anotherSaveIsNoticedWhetherItGoesOnOrHasEnded() throws Exception {
        use.runBegins(run("1", "sequential"));
        use.saving(() -> {
            OptionalLong before = use.alone();
            use.saving(() -> assertThat(use.alone()).isEmpty());
            assertThat(use.alone()).isPresent().isNotEqualTo(before);
        });
    }

    @Test
    void anotherRunIsNoticedWhetherItGoesOnOrHasEnded() throws Exception {
        use.runBegins(run("1", "sequential"));
        use.saving(() -> {
            OptionalLong before = use.alone();
            use.runBegins(run("2", "sequential"));
            assertThat(use.alone()).isEmpty();
            use.runEnds(run("2", "sequential"), true);
            assertThat(use.alone()).isPresent().isNotEqualTo(before);
        });
    }

    @Test
    void afterASaveOrRunThatBrokeOffNobodyIsTakenForAlone() throws Exception {
        use.runBegins(run("1", "sequential"));
        Throwable thrown = catchThrowable(() -> use.saving(() -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(thrown).hasMessage("broken");
        use.saving(() -> assertThat(use.alone()).isEmpty());

        SessionUse another = new SessionUse();
        another.runBegins(run("1", "sequential"));
        another.runEnds(run("1", "sequential"), false);
        another.runBegins(run("2", "sequential"));
        another.saving(() -> assertThat(another.alone()).isEmpty());
    }
}
