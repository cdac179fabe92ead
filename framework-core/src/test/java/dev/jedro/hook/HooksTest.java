package dev.jedro.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HooksTest {
    static class OfRuns implements Hook {
        @Override
        public void beforeRun(BeforeRun e) {}
    }

    static class OfNodes implements Hook {
        @Override
        public void afterSave(AfterSave e) {}
    }

    static final class Inherited extends OfNodes {}

    @Test
    void costNodesNothingWhereNoneListensToThem() {
        assertThat(Hooks.of(List.of(new Hook() {})).watchNodes()).isFalse();
        assertThat(Hooks.of(List.of(new OfRuns())).watchNodes()).isFalse();
    }

    @Test
    void watchNodesIfOneDoesThoughItInheritsThat() {
        assertThat(Hooks.of(List.of(new OfRuns(), new OfNodes())).watchNodes()).isTrue();
        assertThat(Hooks.of(List.of(new OfRuns()))
                        .plus(List.of(new Inherited()))
                        .watchNodes())
                .isTrue();
    }
}
