package dev.jedro.catalog;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTypesTest {
    private static final Place WRITTEN = Place.of("conf/base/catalog.yml", 2, 9);

    @TempDir
    Path root;

    /** Fails as a class does that misses its licence. */
    public static final class Unlicensed extends EmptyType {
        public Unlicensed() {
            throw new IllegalStateException("no licence");
        }
    }

    /** Fails as a class does that misses a library. */
    public static final class Unlinked extends EmptyType {
        public Unlinked() {
            throw new NoClassDefFoundError("org/acme/Missing");
        }
    }

    private static Problem find(Class<?> type) {
        Problems problems = new Problems();
        assertThat(DatasetTypes.of().find(type.getName(), WRITTEN, problems)).isEmpty();
        assertThat(problems.all()).hasSize(1);
        return problems.all().get(0);
    }

    @Test
    void tellWhyAConstructorFailed() {
        Problem problem = find(Unlicensed.class);

        assertThat(problem.code()).isEqualTo(CatalogCode.NOT_A_TYPE);
        assertThat(problem.what())
                .contains("Unlicensed' cannot be made", "no licence")
                .doesNotContain("public");
        assertThat(problem.where()).contains(WRITTEN);
        assertThat(problem.fixes()).containsExactly("correct the class, or add what it needs to pom.xml");
    }

    @Test
    void tellWhichClassIsMissing() {
        assertThat(find(Unlinked.class).what()).contains("Unlinked' cannot be made", "org/acme/Missing");
    }

    @Test
    void refuseTwoOfOneName() {
        List<Problem> problems = problemsOf(() -> DatasetTypes.of(new LeakyType(), new LeakyType()));

        assertThat(problems).hasSize(1);
        Problem problem = problems.get(0);
        assertThat(problem.code()).isEqualTo(CatalogCode.TWO_TYPES);
        assertThat(problem.what()).isEqualTo("Two dataset types are named 'Leaky'");
        assertThat(problem.where())
                .hasSizeGreaterThan(0)
                .allSatisfy(place -> assertThat(place.toString()).startsWith("dev.jedro.catalog.LeakyType in file:"));
        assertThat(problem.fixes()).hasSize(1);
    }

    @Test
    void nameTheFileOfTheProjectThatListsWhatIsNotThere() throws Exception {
        Path file = root.resolve("META-INF/services/dev.jedro.spi.DatasetType");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "shop.Gone\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader())) {
            Problem problem = problemsOf(() -> DatasetTypes.installed(loader)).get(0);

            assertThat(problem.what())
                    .startsWith("What the project lists cannot be made: ")
                    .contains("shop.Gone");
            assertThat(problem.where())
                    .containsExactly(Place.of("src/main/resources/META-INF/services/dev.jedro.spi.DatasetType"));
            assertThat(problem.fixes()).containsExactly("correct the class, or take it out of that file");
        }
    }

    @Test
    void nameTheJarThatIsBroken() throws Exception {
        Path file = root.resolve("acme-1.2.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/dev.jedro.spi.DatasetType"));
            jar.write("org.acme.Gone # away\n".getBytes(StandardCharsets.UTF_8));
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {file.toUri().toURL()}, getClass().getClassLoader())) {
            Problem problem = problemsOf(() -> DatasetTypes.installed(loader)).get(0);

            assertThat(problem.what()).contains("org.acme.Gone");
            assertThat(problem.where())
                    .containsExactly(Place.of("acme-1.2.jar!/META-INF/services/dev.jedro.spi.DatasetType"));
        }
    }
}
