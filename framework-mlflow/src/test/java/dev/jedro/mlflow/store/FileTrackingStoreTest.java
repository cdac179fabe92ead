package dev.jedro.mlflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrackingStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FileTrackingStore store;

    @BeforeEach
    void open() {
        store = FileTrackingStore.open(folder.resolve("mlruns"));
    }

    private Run run() {
        return store.runs().create("0", "first", "ann", 1_700_000_000_000L, Map.of());
    }

    private Path path(Run run) {
        return store.root().resolve("0").resolve(run.info().id());
    }

    private static Problem problem(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(JedroException.class, call))
                .problems()
                .get(0);
    }

    private List<Run> search(String filter, String... orders) {
        return store.runs()
                .search(new RunQuery(List.of("0"), View.ACTIVE_ONLY, filter, List.of(orders), 100, ""))
                .items();
    }

    @Nested
    class TheLayout {
        @Test
        void isThatOfMlflowsOwnStore() throws IOException {
            Run run = run();
            String id = run.info().id();
            store.runs()
                    .log(
                            id,
                            List.of(new Metric("a/b", 2.5e-4, 10, 1), new Metric("a/b", Double.NaN, 11, 2)),
                            Map.of("kind", "x y"),
                            Map.of("note", "l1\nl2"));
            store.runs()
                    .logInputs(
                            id,
                            List.of(new DatasetInput(
                                    "shuttles",
                                    "1a2b",
                                    "local",
                                    "{}",
                                    "",
                                    "",
                                    Map.of("mlflow.data.context", "training"))),
                            List.of());
            store.runs().update(id, Optional.of(RunStatus.FINISHED), OptionalLong.of(1_700_000_000_500L), "");

            String uri = store.root().toUri().toString();
            assertThat(path(run).resolve("meta.yaml"))
                    .content()
                    .isEqualTo(String.join(
                            "\n",
                            "artifact_uri: " + uri + "0/" + id + "/artifacts",
                            "deleted_time: null",
                            "end_time: 1700000000500",
                            "entry_point_name: ''",
                            "experiment_id: '0'",
                            "lifecycle_stage: active",
                            "run_id: " + id,
                            "run_name: first",
                            "run_uuid: " + id,
                            "source_name: ''",
                            "source_type: 4",
                            "source_version: ''",
                            "start_time: 1700000000000",
                            "status: 3",
                            "tags: []",
                            "user_id: ann",
                            ""));
            assertThat(path(run).resolve("metrics/a/b")).content().isEqualTo("10 2.5E-4 1\n11 NaN 2\n");
            assertThat(path(run).resolve("params/kind")).content().isEqualTo("x y");
            assertThat(path(run).resolve("tags/note")).content().isEqualTo("l1\nl2");
            assertThat(path(run).resolve("tags/mlflow.runName")).content().isEqualTo("first");
            assertThat(path(run).resolve("artifacts")).isDirectory();
            assertThat(store.root().resolve(".trash")).isDirectory();
            // The md5 of name and digest, as Python computes it.
            assertThat(store.root().resolve("0/datasets/9bbc069cb362a0138798f511e183534c/meta.yaml"))
                    .content()
                    .contains("name: shuttles\n", "schema: null\n");
            assertThat(path(run).resolve("inputs").toFile().list()).hasSize(1);
        }

        @Test
        void isReadAsMlflow3WritesItWithoutLosingWhatIsUnknown() throws IOException {
            String id = "12345678901234567890123456e78901"; // YAML 1.2 would take it for a number.
            Path run = Files.createDirectories(store.root().resolve("0").resolve(id));
            Files.writeString(
                    run.resolve("meta.yaml"),
                    "artifact_uri: file:///gone/0/" + id + "/artifacts\nend_time: null\nexperiment_id: '0'\n"
                            + "lifecycle_stage: active\nrun_id: " + id
                            + "\nrun_name: \"a: b\"\nstart_time: 5\nstatus: 1\nuser_id: ann\nworkspace: default\n");
            Files.createDirectories(run.resolve("metrics"));
            Files.writeString(run.resolve("metrics/rmse"), "1 nan 0\n2 1.5 1\n3 -inf 2 shuttles 1a2b\n");

            assertThat(store.runs().get(id).info().name()).isEqualTo("a: b");
            assertThat(store.runs().get(id).metrics())
                    .containsExactly(new Metric("rmse", Double.NEGATIVE_INFINITY, 3, 2));
            store.runs().update(id, Optional.of(RunStatus.KILLED), OptionalLong.empty(), "");
            assertThat(run.resolve("meta.yaml"))
                    .content()
                    .contains("workspace: default\n", "status: 5\n", "run_name: 'a: b'\n");
            assertThat(store.runs().get(id).info().id()).isEqualTo(id);
        }
    }

    @Nested
    class WhatOthersWrite {
        @Test
        void isSeenByTheNextSearch() throws IOException {
            Run run = run();
            Path meta = path(run).resolve("metrics");
            Files.writeString(meta.resolve("rmse"), "1 5.0 0\n");
            assertThat(search("metrics.rmse = 5")).hasSize(1);
            // Appended by another process
            Files.writeString(meta.resolve("rmse"), "2 3.0 1\n", StandardOpenOption.APPEND);
            assertThat(search("metrics.rmse = 3")).hasSize(1);
            // The same size, at once: the disk's clock may not tell them apart
            for (int i = 0; i < 10; i++) {
                Files.writeString(path(run).resolve("tags").resolve("n"), String.valueOf(i));
                assertThat(search("tags.n = '" + i + "'")).as("change " + i).hasSize(1);
            }
            Files.delete(path(run).resolve("tags").resolve("n"));
            assertThat(search("tags.n = '9'")).isEmpty();
        }

        @Test
        void isSeenAlthoughTheClockJumps() throws IOException {
            Run run = run();
            Path tag = path(run).resolve("tags").resolve("n");
            for (long hours : new long[] {0, 48, -48, 48}) {
                Files.writeString(tag, "v" + (hours + 50));
                Files.setLastModifiedTime(tag, FileTime.fromMillis(System.currentTimeMillis() + hours * 3_600_000));
                assertThat(search("tags.n = 'v" + (hours + 50) + "'"))
                        .as(hours + " h")
                        .hasSize(1);
            }
        }

        @Test
        void isNoRunBeforeItsMetaFileIsThere() throws IOException {
            Files.createDirectories(store.root().resolve("0/aaaabbbbccccddddaaaabbbbccccdddd/metrics"));
            assertThat(search("")).isEmpty();
        }
    }

    @Nested
    class Damage {
        @Test
        void ofOneRunHidesNoOther() throws IOException {
            Run good = run();
            Run bad = run();
            Path meta = path(bad).resolve("meta.yaml");
            for (String content : List.of(
                    "",
                    "run_id: [",
                    "just text",
                    "experiment_id: '0'\n",
                    "status: 9\nrun_id: a\nexperiment_id: '0'\n")) {
                Files.writeString(meta, content);
                assertThat(search(""))
                        .extracting(run -> run.info().id())
                        .containsExactly(good.info().id());
                Problem problem = problem(() -> store.runs().get(bad.info().id()));
                assertThat(problem.code()).isEqualTo(StoreCode.DAMAGED);
                assertThat(problem.where().get(0).source()).isEqualTo(meta.toString());
                assertThat(problem.fixes()).contains("mend the file");
            }
            Files.writeString(meta, "run_id: a\nexperiment_id: '0'\nname: [\n");
            assertThat(problem(() -> store.runs().get(bad.info().id())).where())
                    .containsExactly(Place.of(meta.toString(), 4));
        }

        @Test
        void ofAMetricIsToldWithItsLine() throws IOException {
            Run run = run();
            Files.writeString(path(run).resolve("metrics/rmse"), "1 5.0 0\nrubbish\n");
            Problem problem = problem(() -> store.runs().history(run.info().id(), "rmse", OptionalLong.empty(), ""));
            assertThat(problem.code()).isEqualTo(StoreCode.DAMAGED);
            assertThat(problem.what()).contains("rubbish");
            assertThat(problem.fixes()).containsExactly("remove the line");
        }

        @Test
        void ofALineThatWasCutOffIsMendedByTheNextPoint() throws IOException {
            Run run = run();
            Path file = path(run).resolve("metrics/rmse");
            Files.writeString(file, "1 5.0 0\n2 4.0 1");
            assertThat(store.runs().get(run.info().id()).metrics()).containsExactly(new Metric("rmse", 5.0, 1, 0));
            store.runs().log(run.info().id(), List.of(new Metric("rmse", 3.0, 3, 2)), Map.of(), Map.of());
            assertThat(file).content().isEqualTo("1 5.0 0\n3 3.0 2\n");
        }
    }

    @Nested
    class Refusals {
        @Test
        void ofABatchLeaveNothingBehind() {
            Run run = run();
            String id = run.info().id();
            store.runs().log(id, List.of(), Map.of("a", "1"), Map.of());

            Problem problem = problem(() -> store.runs()
                    .log(id, List.of(new Metric("m", 1, 1, 1)), Map.of("a", "2", "b", "1"), Map.of("t", "1")));
            assertThat(problem.code()).isEqualTo(StoreCode.CHANGED_PARAMETER);
            assertThat(problem.where()).containsExactly(Place.of("params"));
            assertThat(problem.fixes()).contains("start a new run");
            assertThat(store.runs().get(id).params()).containsExactly(Map.entry("a", "1"));
            assertThat(store.runs().get(id).metrics()).isEmpty();
        }

        @Test
        void ofKeysThatWouldBeFileAndFolder() {
            String id = run().info().id();
            store.runs().log(id, List.of(new Metric("a", 1, 1, 1), new Metric("c/d", 1, 1, 1)), Map.of(), Map.of());
            for (String key : List.of("a/b", "c")) {
                Problem problem =
                        problem(() -> store.runs().log(id, List.of(new Metric(key, 1, 1, 1)), Map.of(), Map.of()));
                assertThat(problem.code()).isEqualTo(StoreCode.BAD_VALUE);
                assertThat(problem.what()).contains("cannot stand beside");
                assertThat(problem.fixes()).containsExactly("rename one of them");
            }
        }

        @Test
        void ofPathsThatLeadOut() throws IOException {
            Run run = run();
            Path artifacts = store.artifacts().folder(run.info());
            Files.writeString(folder.resolve("secret"), "x");
            Files.createSymbolicLink(artifacts.resolve("link"), folder);
            for (String path : List.of(
                    "../x",
                    "a/../../x",
                    "/etc/passwd",
                    "a//b",
                    "",
                    ".",
                    "a\\..\\b",
                    "C:x",
                    "link/secret",
                    "a\u0000b")) {
                Problem problem = problem(() -> store.artifacts().resolve(artifacts, path));
                assertThat(problem.code()).as(path).isEqualTo(StoreCode.OUTSIDE);
                assertThat(problem.fixes()).containsExactly("use a relative path without '..'");
            }
            for (String name : List.of("../x", "a/b", "..", ".x", " ", "a:b", "x".repeat(300))) {
                assertThat(problem(() -> store.models().create(name, "", Map.of()))
                                .code())
                        .as(name)
                        .isEqualTo(StoreCode.BAD_VALUE);
            }
            assertThat(problem(() -> store.experiments().get("../secret")).code())
                    .isEqualTo(StoreCode.BAD_VALUE);
        }

        @Test
        void ofHalfAnArtifactKeepTheOldOne() throws IOException {
            Run run = run();
            Path target = store.artifacts().resolve(store.artifacts().folder(run.info()), "model/a.bin");
            store.artifacts().save(target, new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
            assertThatCode(() -> store.artifacts().save(target, new ByteArrayInputStream(new byte[] {9}), 3))
                    .isInstanceOf(IOException.class)
                    .hasMessage("only 1 of 3 bytes came");
            assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
            assertThat(target.resolveSibling("").toFile().list()).containsExactly("a.bin");
        }

        @Test
        void nameWhatWasPerhapsMeant() {
            String id = run().info().id();
            Problem problem = problem(() -> store.runs().get(id.substring(0, 31)));
            assertThat(problem.code()).isEqualTo(StoreCode.NOT_THERE);
            assertThat(problem.near()).containsExactly(id);
            store.experiments().create("shop", "", Map.of());
            Problem taken = problem(() -> store.experiments().create("shop", "", Map.of()));
            assertThat(taken.code()).isEqualTo(StoreCode.EXISTS_ALREADY);
            assertThat(taken.where()).containsExactly(Place.of("name"));
        }
    }

    @Nested
    class Experiment {
        @Test
        void takesItsRunsAlongWhenItIsDeletedAndRestored() {
            String id = store.experiments().create("shop", "", Map.of());
            Run run = store.runs().create(id, "", "", 1, Map.of());
            assertThat(id).matches("[1-9]\\d{17}");
            assertThat(run.info().name()).matches("[a-z]+-[a-z]+-\\d+");

            store.experiments().delete(id);
            assertThat(store.root()
                            .resolve(".trash")
                            .resolve(id)
                            .resolve(run.info().id()))
                    .isDirectory();
            assertThat(store.runs().get(run.info().id()).info().stage()).isEqualTo(Lifecycle.DELETED);
            Problem problem = problem(() -> store.experiments().create("shop", "", Map.of()));
            assertThat(problem.fixes()).containsExactly("restore it: jedro mlflow experiments restore " + id);

            store.experiments().restore(id);
            assertThat(store.runs().get(run.info().id()).info().stage()).isEqualTo(Lifecycle.ACTIVE);
        }
    }
}
