package dev.jedro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every dataset type has to keep to. Extend it, say what two values of your type look like, and run it with your tests:
 *
 * <pre>{@code
 * class TextTypeTest extends DatasetContractTest<String> {
 *     @Override protected DatasetType<?> datasetType() { return new TextType(); }
 *     @Override protected Map<String, Object> options() { return Map.of("filepath", "data/note.txt"); }
 *     @Override protected Type javaType() { return String.class; }
 *     @Override protected String first() { return "one"; }
 *     @Override protected String second() { return "two"; }
 * }
 * }</pre>
 *
 * @param <T> what the dataset gives and takes
 */
public abstract class DatasetContractTest<T> {
    private static final Place ENTRY = Place.of("conf/base/catalog.yml", 3, 1);
    private static final int THREADS = 4;

    @TempDir
    protected Path root;

    /** The type under test. */
    protected abstract DatasetType<?> datasetType();

    /** The entry without its {@code type}; a {@code filepath} is relative to {@link #root}. */
    protected abstract Map<String, Object> options();

    /** As what values are loaded and saved. */
    protected abstract Type javaType();

    /** A value. */
    protected abstract T first();

    /** Another value, of other size. */
    protected abstract T second();

    /** Content of the file that cannot be loaded; empty if there is no such thing. */
    protected Optional<byte[]> badContent() {
        return Optional.empty();
    }

    /** Where {@link #badContent} is put, relative to {@link #root}; the {@code filepath} of the options unless overridden. */
    protected String badFile() {
        return (String)
                Objects.requireNonNull(options().get("filepath"), "there is no 'filepath', so override badFile()");
    }

    /** Whether a load may run beside a save. A folder cannot be replaced in one step, so that a reader may find half of it gone. */
    protected boolean loadsWhileItIsSaved() {
        return true;
    }

    /** How often each of several threads saves at the same time; fewer for types that take long over a save. */
    protected int rounds() {
        return 10;
    }

    /** Fails if two values are not the same; for types without {@code equals}. */
    protected void assertSame(Object actual, T expected) {
        assertThat(actual).isEqualTo(expected);
    }

    /** Values at the edges of what the type can hold: no value beside an empty text, texts that look like no value, quotes, line ends. */
    protected List<T> awkward() {
        return List.of();
    }

    /** The type of a chunk; empty if the dataset is only saved as a whole. */
    protected Optional<Type> chunkType() {
        return Optional.empty();
    }

    /** A value cut into chunks, at least two if it has two rows. */
    protected List<?> chunks(T value) {
        return List.of(value);
    }

    /** Opens a catalog that has the dataset under the name {@code data}. */
    protected final OpenCatalog open(DatasetType<?> type, Map<String, ?> more, String version) {
        Map<String, Object> entry = new LinkedHashMap<>(options());
        entry.putAll(more);
        entry.put("type", type.name());
        Problems problems = new Problems();
        DataCatalog catalog = DataCatalog.of(
                ConfigMap.of(Map.of("data", entry), ENTRY),
                ConfigMap.empty(Place.of("conf/local/credentials.yml")),
                DatasetTypes.of(type),
                problems);
        assertThat(problems.all()).isEmpty();
        assertThat(catalog.check("data")).isEmpty();
        return catalog.open(CatalogSession.of(root, version));
    }

    private OpenCatalog open() {
        return open(datasetType(), Map.of(), "v1");
    }

    @Test
    void saysThatItTakesAndGivesTheType() {
        try (OpenCatalog catalog = open()) {
            assertThat(catalog.definition().checkSave("data", javaType(), ENTRY))
                    .isEmpty();
            assertThat(catalog.definition().checkLoad("data", javaType(), ENTRY))
                    .isEmpty();
        }
    }

    @Test
    void suggestsATypeThatItKnowsOrNone() {
        try (OpenCatalog catalog = open()) {
            Type suggested = catalog.definition().defaultType("data");
            assertThat(suggested == Object.class
                            || catalog.definition()
                                    .checkSave("data", suggested, ENTRY)
                                    .isEmpty())
                    .as("%s can be saved", suggested)
                    .isTrue();
        }
    }

    @Test
    void loadsWhatWasSaved() {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            assertSame(catalog.load("data", javaType()), first());
        }
        try (OpenCatalog later = open()) {
            assertSame(later.load("data", javaType()), first());
        }
    }

    @Test
    void loadsTheLastOfTwoSaves() {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            catalog.save("data", javaType(), second());
            assertSame(catalog.load("data", javaType()), second());
            catalog.save("data", javaType(), first());
            assertSame(catalog.load("data", javaType()), first());
        }
    }

    @Test
    void existsOnceItIsSaved() {
        try (OpenCatalog catalog = open()) {
            assertThat(catalog.exists("data")).isFalse();
            catalog.save("data", javaType(), first());
            assertThat(catalog.exists("data")).isTrue();
        }
    }

    @Test
    void loadsAgainAfterARelease() {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            catalog.release("data");
            assertSame(catalog.load("data", javaType()), first());
        }
    }

    @Test
    void saysWhereThereIsNothingToLoad() {
        try (OpenCatalog catalog = open()) {
            assertThatThrownBy(() -> catalog.load("data", javaType()))
                    .asInstanceOf(type(JedroException.class))
                    .satisfies(failure -> assertThat(failure.problems()).allSatisfy(this::namesTheDataset));
        }
    }

    @Test
    void saysWhereDataIsBad() throws IOException {
        Assumptions.assumeTrue(badContent().isPresent(), "any content can be loaded");
        Path file = root.resolve(badFile());
        Files.createDirectories(file.getParent());
        Files.write(file, badContent().orElseThrow());
        try (OpenCatalog catalog = open()) {
            assertThatThrownBy(() -> catalog.load("data", javaType()))
                    .asInstanceOf(type(JedroException.class))
                    .satisfies(failure -> assertThat(failure.problems()).allSatisfy(this::namesTheDataset));
        }
    }

    @Test
    void givesBackAwkwardValuesAsTheyAre() {
        Assumptions.assumeFalse(awkward().isEmpty(), "the type has none");
        for (T value : awkward()) {
            try (OpenCatalog catalog = open()) {
                catalog.save("data", javaType(), value);
            }
            try (OpenCatalog later = open()) {
                assertSame(later.load("data", javaType()), value);
            }
        }
    }

    @Test
    void takesChunksAsItTakesAWhole() {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            write(catalog, second(), true);
            assertSame(catalog.load("data", javaType()), second());
        }
        try (OpenCatalog later = open()) {
            assertSame(later.load("data", javaType()), second());
        }
    }

    @Test
    void keepsTheOldDataIfChunksAreNotCommitted() throws IOException {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            List<Path> before = files();
            write(catalog, second(), false);
            assertSame(catalog.load("data", javaType()), first());
            assertThat(files()).isEqualTo(before);
        }
    }

    private void write(OpenCatalog catalog, T value, boolean commits) {
        Assumptions.assumeTrue(chunkType().isPresent(), "the type is only saved as a whole");
        assertThat(catalog.definition().canAppend("data", chunkType().orElseThrow()))
                .as("canAppend")
                .isTrue();
        try (ChunkWriter writer =
                catalog.append("data", chunkType().orElseThrow()).orElseThrow()) {
            for (Object chunk : chunks(value)) {
                writer.write(chunk);
            }
            if (commits) {
                writer.commit();
            }
        } catch (JedroException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("chunks cannot be written", e);
        }
    }

    private void namesTheDataset(Problem problem) {
        assertThat(problem.what()).contains("'data'");
        assertThat(problem.where()).contains(ENTRY);
        assertThat(problem.isError() ? problem.fixes() : List.of("a warning needs none"))
                .isNotEmpty();
    }

    @Test
    void keepsTheOldDataIfAWriterFails() throws IOException {
        Assumptions.assumeTrue(datasetType() instanceof FileDatasetType, "only for types of files");
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
        }
        List<Path> before = files();
        try (OpenCatalog failing = open(new HalfWriter<>((FileDatasetType<?>) datasetType()), Map.of(), "v1")) {
            assertThatThrownBy(() -> failing.save("data", javaType(), second()))
                    .isInstanceOf(JedroException.class)
                    .hasMessageContaining("No space left on device");
        }
        assertThat(files()).isEqualTo(before);
        try (OpenCatalog catalog = open()) {
            assertSame(catalog.load("data", javaType()), first());
        }
    }

    @Test
    void keepsVersionsApart() {
        Assumptions.assumeTrue(datasetType() instanceof FileDatasetType, "only for types of files");
        try (OpenCatalog catalog = open(datasetType(), Map.of("versioned", true), "v1")) {
            catalog.save("data", javaType(), first());
        }
        try (OpenCatalog catalog = open(datasetType(), Map.of("versioned", true), "v2")) {
            catalog.save("data", javaType(), second());
            assertSame(catalog.load("data", javaType()), second());
            assertThat(catalog.versions("data")).containsExactly("v2", "v1");
        }
    }

    @Test
    void keepsOldOrNewDataWholeIfItsThreadIsInterrupted() throws IOException {
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            List<Path> before = files();
            boolean saved = false;
            Thread.currentThread().interrupt();
            try {
                catalog.save("data", javaType(), second());
                saved = true;
            } catch (JedroException | CancellationException interrupted) {
                // as a run sees it that is cancelled
            } finally {
                Thread.interrupted();
            }
            assertSame(catalog.load("data", javaType()), saved ? second() : first());
            if (!saved) {
                assertThat(files()).isEqualTo(before);
            }
        }
    }

    @Test
    void doesNotMixSavesOfSeveralThreads() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (OpenCatalog catalog = open()) {
            catalog.save("data", javaType(), first());
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                T value = i % 2 == 0 ? first() : second();
                work.add(threads.submit(() -> {
                    start.await();
                    for (int round = 0; round < rounds(); round++) {
                        catalog.save("data", javaType(), value);
                        if (loadsWhileItIsSaved()) {
                            assertIsOneOfBoth(catalog.load("data", javaType()));
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : work) {
                each.get();
            }
            assertIsOneOfBoth(catalog.load("data", javaType()));
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertIsOneOfBoth(Object loaded) {
        try {
            assertSame(loaded, first());
        } catch (AssertionError notTheFirst) {
            assertSame(loaded, second());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().toList();
        }
    }
}
