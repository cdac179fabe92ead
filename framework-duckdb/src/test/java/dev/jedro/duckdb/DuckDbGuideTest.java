package dev.jedro.duckdb;

import static dev.jedro.duckdb.Relation.named;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigFile;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/duckdb.md. */
class DuckDbGuideTest {

    // snippet: nodes
    static Relation preprocess(Relation companies) {
        return companies.sql("select id, iata_approved = 't' as iata_approved, company_location from this");
    }

    static Relation join(Relation shuttles, Relation companies) {
        return shuttles.sql(
                "select this.*, companies.* exclude (id) from this join companies on company_id = companies.id",
                named("companies", companies));
    }
    // end

    // snippet: records
    record Company(long id, Optional<String> companyLocation, boolean iataApproved) {}

    static long approved(Relation companies) {
        List<Company> rows = companies.where("iata_approved").rows(Company.class);
        return rows.size();
    }
    // end

    // snippet: engine
    record Planet(String name, int moons) {}

    static final Ref<Relation> PLANETS = ref("planets");

    static final Pipeline PIPELINE =
            Pipeline.of(node(DuckDbGuideTest::planets).from(DuckDb.ENGINE).to(PLANETS));

    static Relation planets(DuckDb duckdb) {
        return duckdb.relation(Planet.class, List.of(new Planet("Mars", 2), new Planet("Venus", 0)));
    }
    // end

    record RawCompany(long id, String iataApproved, Optional<String> companyLocation) {}

    record Shuttle(long id, long companyId) {}

    @Test
    void isTrue() {
        // snippet: test
        try (DuckDb duckdb = DuckDb.open()) {
            Relation companies = duckdb.relation(
                    RawCompany.class,
                    List.of(new RawCompany(1, "t", Optional.of("Niue")), new RawCompany(2, "f", Optional.empty())));

            assertThat(preprocess(companies).rows(Company.class))
                    .containsExactly(
                            new Company(1, Optional.of("Niue"), true), new Company(2, Optional.empty(), false));
        }
        // end
        try (DuckDb duckdb = DuckDb.open()) {
            Relation companies =
                    preprocess(duckdb.relation(RawCompany.class, List.of(new RawCompany(1, "t", Optional.of("Niue")))));
            Relation shuttles = duckdb.relation(Shuttle.class, List.of(new Shuttle(7, 1), new Shuttle(8, 2)));
            assertThat(approved(companies)).isOne();
            assertThat(planets(duckdb).doubles("moons")).containsExactly(2, 0);
            assertThat(PIPELINE.resources()).containsExactly(DuckDb.ENGINE);
            assertThat(join(shuttles, companies).columns())
                    .extracting(Column::name)
                    .containsExactly("id", "company_id", "iata_approved", "company_location");
        }
    }

    @Test
    void theSettingsOfThePageBind(@TempDir Path folder) throws IOException {
        String page = Files.readString(Path.of("../docs/duckdb.md"));
        String yaml = page.substring(page.lastIndexOf("```yaml\n") + "```yaml\n".length(), page.lastIndexOf("```"));
        Path file = Files.writeString(folder.resolve("duckdb.yml"), yaml);
        Problems problems = new Problems();

        Optional<DuckDbOptions> options = ConfigFile.read(file, "duckdb.yml", problems)
                .flatMap(settings -> Binder.bind(settings, DuckDbOptions.class, problems));

        assertThat(problems.all()).isEmpty();
        assertThat(options)
                .contains(new DuckDbOptions(
                        Optional.of("4GB"),
                        Optional.of(4),
                        Optional.of(Path.of("/data/tmp")),
                        List.of(Path.of("lib/spatial.duckdb_extension"))));
    }
}
