package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jedro.catalog.OpenCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kedro's tutorial data, where it lies beside the repository. */
class SpaceflightsTest {
    private static final Path DATA = Path.of(System.getenv().getOrDefault("JEDRO_SHARED_DATA", "../../shared/data"))
            .resolve("spaceflights")
            .toAbsolutePath()
            .normalize();

    @BeforeEach
    void needsTheData() {
        assumeTrue(Files.isDirectory(DATA), "skipped: no spaceflights in $JEDRO_SHARED_DATA or ../shared/data");
    }

    @Test
    void isReadWithTheRightTypesAndNumbersOfRows() {
        try (OpenCatalog catalog = TestCatalog.open(
                DATA,
                Map.of(
                        "companies", Map.of("type", "duckdb.Csv", "filepath", "companies.csv"),
                        "reviews", Map.of("type", "duckdb.Csv", "filepath", "reviews.csv"),
                        "shuttles", Map.of("type", "duckdb.Excel", "filepath", "shuttles.xlsx")))) {
            Relation companies = catalog.load("companies", Relation.class);
            Relation shuttles = catalog.load("shuttles", Relation.class);

            assertThat(companies.count()).isEqualTo(10_019);
            assertThat(companies)
                    .hasToString(
                            "Relation(id BIGINT, company_rating VARCHAR, company_location VARCHAR, total_fleet_count DOUBLE, "
                                    + "iata_approved VARCHAR)");
            assertThat(catalog.load("reviews", Relation.class).count()).isEqualTo(15_531);
            assertThat(shuttles.count()).isEqualTo(15_531);
            assertThat(shuttles)
                    .hasToString(
                            "Relation(id BIGINT, shuttle_location VARCHAR, shuttle_type VARCHAR, engine_type VARCHAR, "
                                    + "engine_vendor VARCHAR, engines BIGINT, passenger_capacity BIGINT, cancellation_policy VARCHAR, crew BIGINT, "
                                    + "d_check_complete VARCHAR, moon_clearance_complete VARCHAR, price VARCHAR, company_id BIGINT)");
            assertThat(shuttles.sql("select distinct d_check_complete from this order by 1")
                            .strings("d_check_complete"))
                    .containsExactly("f", "t");
        }
    }
}
