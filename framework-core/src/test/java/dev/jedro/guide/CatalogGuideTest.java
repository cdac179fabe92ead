package dev.jedro.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogProject;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.dataset.Partitions;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import dev.jedro.testkit.DatasetContractTest;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code and the catalogs of docs/catalog.md. */
class CatalogGuideTest {

    // snippet: record
    record Company(long id, Optional<Double> companyRating, LocalDate founded, boolean iataApproved) {}
    // end

    // snippet: partitions
    static Partitions<String> shout(Partitions<String> notes) {
        return notes.map(note -> note + "!");
    }
    // end

    // snippet: type
    public static final class PropertiesType implements FileDatasetType<PropertiesType.Options> {

        public record Options(String comment) {
            static Options defaults() {
                return new Options("");
            }
        }

        @Override
        public String name() {
            return "acme.Properties";
        }

        @Override
        public Class<Options> options() {
            return Options.class;
        }

        @Override
        public String javaTypes() {
            return "Properties";
        }

        @Override
        public boolean canLoad(Options options, Type type) {
            return type == Properties.class;
        }

        @Override
        public boolean canSave(Options options, Type type) {
            return type == Properties.class;
        }

        @Override
        public Object read(Options options, Path file, Type type, DatasetContext context) throws Exception {
            Properties properties = new Properties();
            try (InputStream in = new FileInputStream(file.toFile())) {
                properties.load(in);
            }
            return properties;
        }

        @Override
        public void write(Options options, Path file, Type type, Object value, DatasetContext context)
                throws Exception {
            try (OutputStream out = new FileOutputStream(file.toFile())) {
                ((Properties) value).store(out, options.comment());
            }
        }
    }
    // end

    @Nested
    // snippet: contract
    class PropertiesTypeTest extends DatasetContractTest<Properties> {

        @Override
        protected DatasetType<?> datasetType() {
            return new PropertiesType();
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("filepath", "data/settings.properties");
        }

        @Override
        protected Type javaType() {
            return Properties.class;
        }

        @Override
        protected Properties first() {
            return new Properties();
        }

        @Override
        protected Properties second() {
            Properties properties = new Properties();
            properties.put("colour", "green");
            return properties;
        }
    }
    // end

    @TempDir
    Path root;

    @Test
    void theCatalogsOfThePageAreRight() throws Exception {
        Path page = Snippets.pages().stream()
                .filter(file -> file.endsWith("catalog.md"))
                .findFirst()
                .orElseThrow();
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
        int count = 0;
        while (blocks.find()) {
            DataCatalog catalog =
                    new CatalogProject(root).catalog(blocks.group(1)).read();
            assertThat(catalog.check(java.util.Set.of("raw.orders_csv")))
                    .as(blocks.group(1))
                    .isEmpty();
            count++;
        }
        assertThat(count).isPositive();
    }

    @Test
    void partsAreChangedOneByOne() {
        assertThat(shout(Partitions.of(Map.of("a", "hi"))).load("a")).isEqualTo("hi!");
    }

    @Test
    void theRecordFitsTheCatalogOfThePage() {
        DataCatalog catalog = new CatalogProject(root)
                .catalog("companies: {type: Csv, filepath: c.csv}\n")
                .read();
        Type rows = new com.fasterxml.jackson.core.type.TypeReference<java.util.List<Company>>() {}.getType();

        assertThat(catalog.checkLoad("companies", rows, dev.jedro.problem.Place.of("X.java")))
                .isEmpty();
    }
}
