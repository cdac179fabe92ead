package dev.jedro.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesForPeopleTest {
    @SuppressWarnings({"unused", "ArrayRecordComponent"}) // read by reflection
    private record Shown<T extends Number>(
            int number,
            Map.Entry<String, int[]> entry,
            List<? extends Optional<Place>> list,
            List<? super Place> lower,
            List<String>[] array,
            T variable) {}

    private static List<Type> types() {
        return Arrays.stream(Shown.class.getRecordComponents())
                .map(component -> component.getGenericType())
                .toList();
    }

    @Test
    void ofTypesLackPackagesAndEnclosingClasses() {
        assertThat(types())
                .extracting(TypeText::of)
                .containsExactly(
                        "int",
                        "Entry<String, int[]>",
                        "List<? extends Optional<Place>>",
                        "List<? super Place>",
                        "List<String>[]",
                        "T");
    }

    @Test
    void haveAClassBehindThem() {
        assertThat(types())
                .<Class<?>>extracting(TypeText::raw)
                .containsExactly(int.class, Map.Entry.class, List.class, List.class, List[].class, Number.class);
        assertThat(TypeText.boxed(int.class)).isEqualTo(Integer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "testSize, test_size",
        "baseURL, base_url",
        "URLPath, url_path",
        "parseCSVFile, parse_csv_file",
        "top10Cities, top10_cities",
        "already_there, already_there",
        "base_URL, base_url"
    })
    void inFilesAreInSnakeCase(String java, String file) {
        assertThat(SnakeCase.of(java)).isEqualTo(file);
    }
}
