package dev.jedro.starters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Invents the raw files of the starter {@code spaceflights}: always the same ones, with the dirt of real ones. Run {@link #main} from the
 * folder of this module to write them anew.
 *
 * <p>What is wrong with them on purpose: missing values everywhere, prices as {@code "$1,715.0"}, ratings as {@code "100%"}, truth as {@code t}
 * or {@code f}, rows in no order, shuttles without review or company, reviews without shuttle, and a column that never varies
 * ({@code moon_clearance_complete}), which makes a regression's design matrix singular.
 */
final class SpaceflightsData {
    static final Path FOLDER = Path.of("src/main/resources/META-INF/jedro/starters/spaceflights/files/data/01_raw");

    private static final int COMPANIES = 1_500;
    private static final int SHUTTLES = 4_000;
    private static final int STRANGERS = 60;
    private static final List<String> LOCATIONS = List.of(
            "Barbados", "Costa Rica", "Iceland", "Kiribati", "Malta", "Mauritius", "Nepal", "Niue", "Rwanda", "Tonga");
    private static final List<String> TYPES =
            List.of("Type A1", "Type B4", "Type C2", "Type D7", "Type E3", "Type F8", "Type G5", "Type H0");
    private static final List<String> ENGINES = List.of("Plasma", "Plasma", "Quantum", "Quantum", "Nuclear");
    private static final List<String> VENDORS =
            List.of("Ion & Sons", "Ion & Sons", "Bright, Light and Partners", "Warp Works");
    private static final List<String> POLICIES = List.of("strict", "flexible", "moderate");

    private final Random random = new Random(20_261_120);
    private final List<Integer> companyIds = ids(COMPANIES + STRANGERS);
    private final List<Integer> shuttleIds = ids(SHUTTLES + STRANGERS);
    private final List<String> companies =
            companyIds.subList(0, COMPANIES).stream().map(this::company).toList();
    private final List<List<Object>> shuttles =
            shuttleIds.subList(0, SHUTTLES).stream().map(this::shuttle).toList();
    private final List<String> reviews = reviews();

    public static void main(String[] args) throws IOException {
        new SpaceflightsData().write(Files.createDirectories(FOLDER));
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("companies.csv"), companiesCsv());
        Files.writeString(folder.resolve("reviews.csv"), reviewsCsv());
        try (OutputStream out = Files.newOutputStream(folder.resolve("shuttles.xlsx"));
                Workbook workbook = new Workbook(out, "Jedro", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Sheet1");
            List<List<Object>> rows = shuttleRows();
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    Object value = rows.get(row).get(column);
                    if (value instanceof Number number) {
                        sheet.value(row, column, number);
                    } else if (!value.equals("")) {
                        sheet.value(row, column, value.toString());
                    }
                }
            }
        }
    }

    String companiesCsv() {
        return csv("id,company_rating,company_location,total_fleet_count,iata_approved", companies);
    }

    String reviewsCsv() {
        return csv(
                "shuttle_id,review_scores_rating,review_scores_comfort,review_scores_amenities,review_scores_trip,review_scores_crew,"
                        + "review_scores_location,review_scores_price,number_of_reviews,reviews_per_month",
                reviews);
    }

    /** The sheet, heading included; a number, a text, or an empty text for a missing value. */
    List<List<Object>> shuttleRows() {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                "id",
                "shuttle_location",
                "shuttle_type",
                "engine_type",
                "engine_vendor",
                "engines",
                "passenger_capacity",
                "cancellation_policy",
                "crew",
                "d_check_complete",
                "moon_clearance_complete",
                "price",
                "company_id"));
        rows.addAll(shuttles);
        return rows;
    }

    private static String csv(String heading, List<String> rows) {
        return rows.stream().collect(Collectors.joining("\n", heading + "\n", "\n"));
    }

    private String company(int id) {
        String rating = missing(0.2) ? "" : Math.min(100, 55 + random.nextInt(75)) + "%";
        String location = missing(0.1) ? "" : any(LOCATIONS);
        String fleet = missing(0.001) ? "" : fewFrom(1, 0.3) + ".0";
        String approved = missing(0.002) ? "" : flag(0.4);
        return String.join(",", String.valueOf(id), rating, location, fleet, approved);
    }

    private List<Object> shuttle(int id) {
        int engines = fewFrom(1, 0.3);
        int type = Math.min(TYPES.size() - 1, fewFrom(0, 0.5));
        int capacity = engines + fewFrom(1, 0.4 + type / 20.0);
        int crew = fewFrom(engines, 0.25);
        String checked = flag(0.4);
        double signal = 900 + 230 * capacity + 170 * engines + 120 * crew + (checked.equals("t") ? 260 : 0);
        double price = Math.max(400, signal + 680 * random.nextGaussian());
        return List.of(
                id,
                any(LOCATIONS),
                TYPES.get(type),
                any(ENGINES),
                any(VENDORS),
                missing(0.002) ? "" : (Object) engines,
                capacity,
                any(POLICIES),
                missing(0.004) ? "" : (Object) crew,
                checked,
                "f",
                dollars(price),
                any(companyIds));
    }

    private List<String> reviews() {
        List<Integer> reviewed = new ArrayList<>(shuttleIds.subList(STRANGERS, shuttleIds.size()));
        Collections.shuffle(reviewed, random);
        return reviewed.stream().map(this::review).toList();
    }

    private String review(int shuttleId) {
        if (missing(0.2)) {
            return shuttleId + ",,,,,,,,0,";
        }
        int rating = Math.min(100, 70 + random.nextInt(45));
        String scores = IntStream.range(0, 6)
                .mapToObj(i -> missing(0.005) ? "" : Math.min(10, rating / 10 + random.nextInt(3)) + ".0")
                .collect(Collectors.joining(","));
        int number = fewFrom(1, 0.9);
        double perMonth = number * (5 + random.nextInt(40)) / 100.0;
        return shuttleId + "," + rating + ".0," + scores + "," + number + "," + perMonth;
    }

    /** Distinct ids, in no order. */
    private List<Integer> ids(int count) {
        return random.ints(1, 80_000).distinct().limit(count).boxed().toList();
    }

    private boolean missing(double share) {
        return random.nextDouble() < share;
    }

    private String flag(double share) {
        return random.nextDouble() < share ? "t" : "f";
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The least, and one more for as long as luck holds. */
    private int fewFrom(int least, double luck) {
        int number = least;
        while (random.nextDouble() < luck) {
            number++;
        }
        return number;
    }

    private static String dollars(double price) {
        return String.format(Locale.ROOT, "$%,.1f", Math.round(price / 5) * 5.0);
    }
}
