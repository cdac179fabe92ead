package dev.jedro.mlflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.AwkwardServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestTrackingClientTest {
    private static final String RUN =
            "{\"run\":{\"info\":{\"run_id\":\"r1\",\"experiment_id\":\"1\",\"status\":\"RUNNING\",\"start_time\":1}}}";
    private final AwkwardServer server = new AwkwardServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static NewRun newRun() {
        return new NewRun("1", "training", Instant.ofEpochMilli(1), Map.of("mlflow.user", "ann"));
    }

    @Nested
    class OfAServerThatIsOverloaded {

        @Test
        void comesThroughAStormOf429FromManyThreads() {
            Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
            server.behaving(asked -> tries.computeIfAbsent(asked.path(), path -> new AtomicInteger())
                                    .incrementAndGet()
                            <= 5
                    ? Reply.status(429).with("Retry-After", "0")
                    : Reply.json(RUN));
            RestTrackingClient client = server.client();

            List<String> ids = IntStream.range(0, 16)
                    .parallel()
                    .mapToObj(i -> client.run("run" + i).id())
                    .toList();

            assertThat(ids).hasSize(16).containsOnly("r1");
            assertThat(server.asked()).hasSize(16 * 6);
        }

        @Test
        void waitsAsLongAsTheServerAsks() {
            AtomicInteger tries = new AtomicInteger();
            server.behaving(asked ->
                    tries.incrementAndGet() == 1 ? Reply.status(429).with("Retry-After", "1") : Reply.json(RUN));

            long start = System.nanoTime();
            server.client().run("r1");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(950), Duration.ofSeconds(4));
        }

        @Test
        void givesUpInTheEndAndSaysThatItMayPass() {
            server.behaving(asked -> Reply.status(503));

            assertThatThrownBy(() ->
                            server.client(AwkwardServer.quick().withRetries(2)).run("r1"))
                    .asInstanceOf(type(TrackingException.class))
                    .satisfies(e -> {
                        assertThat(e.passing()).isTrue();
                        assertThat(e.problem().what())
                                .contains("/runs/get", server.uri().toString(), "503");
                        assertThat(e.problem().fixes()).isNotEmpty();
                    });
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Nested
    class WhenTheAnswerIsNo {

        @Test
        void asksOnceOnly() {
            server.behaving(asked -> new Reply(
                    400, "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"bad key 'a[0]'\"}", Map.of()));

            assertThatThrownBy(() -> server.client().log("r1", RunBatch.tags(Map.of("a[0]", "1"))))
                    .asInstanceOf(type(TrackingException.class))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(MlflowCode.REFUSED);
                        assertThat(e.problem().what()).contains("INVALID_PARAMETER_VALUE", "bad key 'a[0]'");
                    });
            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void knowsWrongCredentials() {
            server.behaving(asked -> new Reply(401, "You are not authenticated", Map.of()));

            assertThatThrownBy(() -> server.client().run("r1"))
                    .asInstanceOf(type(TrackingException.class))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(MlflowCode.NOT_AUTHORIZED);
                        assertThat(e.problem().fixes().toString()).contains("server.credentials");
                    });
        }

        @Test
        void hasNoExperimentOfAnUnknownName() {
            server.behaving(asked -> new Reply(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}", Map.of()));

            assertThat(server.client().experimentByName("flights & trains")).isEmpty();
            assertThat(server.asked().get(0).path()).endsWith("?experiment_name=flights+%26+trains");
        }

        @Test
        void saysWhenSomethingElseListensThere() {
            server.behaving(asked -> new Reply(200, "<html>Jenkins</html>", Map.of()));

            assertThatThrownBy(() -> server.client().run("r1")).hasMessageContaining("is no MLflow");
        }
    }

    @Nested
    class OpeningARun {

        @Test
        void neverOpensASecondOneWhenTheFirstAnswerIsLost() {
            List<String> opened = new ArrayList<>();
            server.behaving(asked -> {
                if (asked.is("POST", "/runs/create")) {
                    opened.add(asked.body());
                    throw new IllegalStateException("the connection breaks after the run was opened");
                }
                JsonNode search = HttpEndpoint.JSON.readTree(asked.body());
                String request = search.path("filter").asText().replaceFirst(".* = '(.*)'", "$1");
                return Reply.json(
                        opened.get(0).contains(request)
                                ? "{\"runs\":[" + RUN.substring(7, RUN.length() - 1) + "]}"
                                : "{}");
            });

            assertThat(server.client().createRun(newRun()).id()).isEqualTo("r1");
            assertThat(opened).hasSize(1);
        }

        @Test
        void failsWhenItWasNotOpened() {
            server.behaving(asked -> asked.is("POST", "/runs/create") ? Reply.status(500) : Reply.json("{}"));

            assertThatThrownBy(() -> server.client().createRun(newRun())).hasMessageContaining("500");
            assertThat(server.asked())
                    .filteredOn(asked -> asked.is("POST", "/runs/create"))
                    .hasSize(1);
        }
    }

    @Nested
    class OfAServerThatIsAway {

        @Test
        void doesNotWaitForEverForAnAnswer() {
            server.behaving(asked -> {
                new CountDownLatch(1).await(); // until the server is closed
                return Reply.json(RUN);
            });
            HttpSettings hasty = new HttpSettings(
                    Duration.ofSeconds(1), Duration.ofMillis(200), 0, Duration.ofMillis(1), Duration.ofMillis(1));

            assertThatThrownBy(() -> server.client(hasty).run("r1"))
                    .asInstanceOf(type(TrackingException.class))
                    .satisfies(e -> assertThat(e.passing()).isTrue());
        }

        @Test
        void saysWhatDoesNotAnswer() {
            RestTrackingClient client = server.client(AwkwardServer.quick().withRetries(1));
            server.close();

            assertThatThrownBy(() -> client.run("r1"))
                    .hasMessageContaining(server.uri().toString());
        }
    }

    @Nested
    class OfMuch {

        @Test
        void readsAHistoryLongerThanAPage() {
            server.behaving(asked -> {
                int page = asked.path().contains("page_token=two") ? 2 : 1;
                StringBuilder points = new StringBuilder("{\"metrics\":[");
                for (int i = 0; i < (page == 1 ? 25_000 : 1_000); i++) {
                    points.append(i == 0 ? "" : ",")
                            .append("{\"key\":\"loss\",\"value\":\"NaN\",\"timestamp\":\"1\",\"step\":\"")
                            .append(page == 1 ? i : 25_000 + i)
                            .append("\"}");
                }
                return Reply.json(points + "]" + (page == 1 ? ",\"next_page_token\":\"two\"}" : "}"));
            });

            List<MetricPoint> history = server.client().history("r1", "loss").toList();

            assertThat(history).hasSize(26_000);
            assertThat(history.get(25_999).step()).isEqualTo(25_999);
            assertThat(history.get(0).value()).isNaN();
        }

        @Test
        void cutsABatchToWhatAServerTakesAndKeepsTheOrder() throws Exception {
            List<MetricPoint> points = IntStream.range(0, 2_500)
                    .mapToObj(i -> new MetricPoint("loss", i, Instant.ofEpochMilli(i), i))
                    .toList();
            Map<String, String> params = new HashMap<>();
            IntStream.range(0, 250).forEach(i -> params.put("p" + i, "x".repeat(6000)));

            server.client().log("r1", new RunBatch(points, params, Map.of("t", "1")));

            List<Long> steps = new ArrayList<>();
            int sent = 0;
            for (AwkwardServer.Asked asked : server.asked()) {
                JsonNode body = HttpEndpoint.JSON.readTree(asked.body());
                assertThat(body.path("params").size()).isLessThanOrEqualTo(100);
                assertThat(body.path("metrics").size()
                                + body.path("params").size()
                                + body.path("tags").size())
                        .isLessThanOrEqualTo(1000);
                assertThat(asked.body().length()).isLessThan(1_000_000);
                body.path("metrics")
                        .forEach(point -> steps.add(point.path("step").asLong()));
                sent += body.path("params").size();
            }
            assertThat(sent).isEqualTo(250);
            assertThat(steps).hasSize(2_500).isSorted();
        }
    }
}
