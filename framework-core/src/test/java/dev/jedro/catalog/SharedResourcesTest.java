package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedResourcesTest {
    private final SharedResources shared = new SharedResources();
    private final List<String> closed = new ArrayList<>();

    private final class Slow implements AutoCloseable {
        @Override
        public void close() {
            closed.add("slow");
        }
    }

    private final class Quick implements AutoCloseable {
        @Override
        public void close() {
            closed.add("quick");
        }
    }

    @Test
    void whoAsksForOneThingDoesNotWaitForAnother() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Slow> slow = CompletableFuture.supplyAsync(() -> shared.get(Slow.class, () -> {
            begun.countDown();
            try {
                assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new Slow();
        }));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        Quick quick = shared.get(Quick.class, Quick::new);

        assertThat(slow).isNotDone();
        mayEnd.countDown();
        assertThat(shared.get(Slow.class, Slow::new)).isSameAs(slow.get());
        assertThat(shared.get(Quick.class, Quick::new)).isSameAs(quick);
        shared.close();
        assertThat(closed).containsExactly("slow", "quick");
    }

    @Test
    void aMakerMayAskForMoreButNotForWhatItMakes() {
        shared.get(Slow.class, () -> {
            shared.get(Quick.class, Quick::new);
            return new Slow();
        });
        shared.close();
        assertThat(closed).containsExactly("slow", "quick");

        SharedResources other = new SharedResources();
        assertThatIllegalStateException()
                .isThrownBy(() -> other.get(Slow.class, () -> other.get(Slow.class, Slow::new)))
                .withMessageContaining("asks for what it makes");
    }

    @Test
    void whatIsMadeDuringTheCloseIsClosedToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> shared.get(Slow.class, () -> {
                    shared.close();
                    return new Slow();
                }))
                .withMessageContaining("after the catalog was closed");
        assertThat(closed).containsExactly("slow");
    }
}
