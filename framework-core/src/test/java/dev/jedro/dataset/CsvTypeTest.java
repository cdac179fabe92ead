package dev.jedro.dataset;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.catalog.CatalogProject;
import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTypeTest {

    enum Grade {
        FIRST_CLASS,
        SECOND
    }

    record Row(
            int id, Optional<String> name, OptionalInt engineCount, Grade grade, LocalDate founded, boolean approved) {}

    record Pair(int id, String name) {
        Pair {
            if (id < 0) {
                throw new IllegalArgumentException("id must not be negative: " + id);
            }
        }
    }

    private static final Type ROWS = new TypeReference<List<Row>>() {}.getType();
    private static final Type PAIRS = new TypeReference<List<Pair>>() {}.getType();
    private static final Type STREAM = new TypeReference<Stream<Pair>>() {}.getType();
    private static final Type ITERATOR = new TypeReference<Iterator<Pair>>() {}.getType();
    private static final Type MAPS = new TypeReference<List<Map<String, String>>>() {}.getType();

    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root).catalog("x: {type: Csv, filepath: data/x.csv}\n");
    }

    private Object load(String csv, Type type) {
        project.write("data/x.csv", csv);
        try (OpenCatalog catalog = project.open()) {
            return catalog.load("x", type);
        }
    }

    private List<Problem> problems(String csv, Type type) {
        return problemsOf(() -> load(csv, type));
    }

    private String saved(Type type, Object value) {
        try (OpenCatalog catalog = project.open()) {
            catalog.save("x", type, value);
            return Files.readString(root.resolve("data/x.csv"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    record Named(int id, Optional<String> name) {}

    private static final Type NAMED = new TypeReference<List<Named>>() {}.getType();

    @Nested
    class TextsThatLookLikeNoValue {
        private static final List<Named> ROWS = List.of(
                new Named(1, Optional.of("NA")),
                new Named(2, Optional.empty()),
                new Named(3, Optional.of("")),
                new Named(4, Optional.of("-")),
                new Named(5, Optional.of("a")));

        private void nullValues(String list) {
            project.catalog("x: {type: Csv, filepath: data/x.csv, null_values: " + list + "}\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"['']", "[NA]", "[NA, '']", "['', NA]", "[NA, '-']"})
        void areKeptApartFromIt(String list) {
            nullValues(list);
            saved(NAMED, ROWS);

            try (OpenCatalog catalog = project.open()) {
                assertThat(catalog.load("x", NAMED)).isEqualTo(ROWS);
            }
        }

        @Test
        void areQuotedAndItIsTheFirstOfItsTexts() {
            nullValues("[NA, '-']");

            assertThat(saved(NAMED, ROWS)).isEqualTo("id,name\n1,\"NA\"\n2,NA\n3,\"\"\n4,\"-\"\n5,a\n");
        }

        @Test
        void haveNothingThatNeedsQuotes() {
            nullValues("['a,b']");

            assertThat(problemsOf(() -> saved(NAMED, ROWS)).get(0).toString())
                    .contains("null_values must not hold delimiters", "'a,b'", "conf/base/catalog.yml");
        }
    }

    /** In a file of one column that may be null an empty line is a row without a value; elsewhere it is nothing. */
    @Nested
    class EmptyLines {
        record One(@Nullable String a) {}

        private static final Type ONES = new TypeReference<List<One>>() {}.getType();
        private static final List<One> ROWS =
                List.of(new One(null), new One("x"), new One(""), new One(null), new One(null));

        @ParameterizedTest
        @ValueSource(strings = {"", ", header: false", ", null_values: ['', NA]", ", null_values: [NA]"})
        void keepNullApartFromAnEmptyText(String more) {
            project.catalog("x: {type: Csv, filepath: data/x.csv" + more + "}\n");
            saved(ONES, ROWS);

            try (OpenCatalog catalog = project.open()) {
                assertThat(catalog.load("x", ONES)).isEqualTo(ROWS);
            }
        }

        record Count(int a) {}

        @Test
        void arePassedOverWhereARowCannotBeWithoutAValue() {
            assertThat(load("a\n\n1\n\n", new TypeReference<List<Count>>() {}.getType()))
                    .isEqualTo(List.of(new Count(1)));
            assertThat(load("a\n\n1\n", MAPS)).isEqualTo(List.of(Map.of("a", "1")));
        }

        @Test
        void arePassedOverInFilesOfSeveralColumnsAndBeforeTheHeader() {
            assertThat(load("\nid,name\n\n1,a\n\n", PAIRS)).isEqualTo(List.of(new Pair(1, "a")));
        }
    }

    @Nested
    class Reading {

        @Test
        void findsColumnsByNameWhateverTheSpelling() {
            assertThat(load("""
                    Engine Count,ID,extra,NAME,grade,founded,approved
                    4, 7 ,x,"a, b",first-class,1999-12-31,t
                    ,8,x,,second,2026-01-01,No
                    """, ROWS))
                    .isEqualTo(List.of(
                            new Row(
                                    7,
                                    Optional.of("a, b"),
                                    OptionalInt.of(4),
                                    Grade.FIRST_CLASS,
                                    LocalDate.of(1999, 12, 31),
                                    true),
                            new Row(
                                    8,
                                    Optional.empty(),
                                    OptionalInt.empty(),
                                    Grade.SECOND,
                                    LocalDate.of(2026, 1, 1),
                                    false)));
        }

        @Test
        void takesColumnsByTheMapOfTheCatalog() {
            project.catalog("x: {type: Csv, filepath: data/x.csv, columns: {id: key, name: Label}}\n");

            assertThat(load("Label,key\na,1\n", PAIRS)).isEqualTo(List.of(new Pair(1, "a")));
            assertThat(saved(PAIRS, List.of(new Pair(2, "b")))).isEqualTo("key,Label\n2,b\n");
        }

        @Test
        void takesColumnsInOrderWithoutAHeader() {
            project.catalog("x: {type: Csv, filepath: data/x.csv, header: false, delimiter: \"\\t\"}\n");

            assertThat(load("1\ta\n", PAIRS)).isEqualTo(List.of(new Pair(1, "a")));
            assertThat(saved(PAIRS, List.of(new Pair(2, "b")))).isEqualTo("2\tb\n");
        }

        @Test
        void passesOverAByteOrderMarkAndWindowsLineEnds() {
            assertThat(load("\uFEFF\"id\",name\r\n1,a\r\n", PAIRS)).isEqualTo(List.of(new Pair(1, "a")));
        }

        @Test
        void takesWordsThatMeanNothing() {
            project.catalog("x: {type: Csv, filepath: data/x.csv, null_values: ['', NA]}\n");

            assertThat(load("id,name,engine_count,grade,founded,approved\n1,NA,NA,SECOND,2026-01-01,1\n", ROWS))
                    .isEqualTo(List.of(new Row(
                            1, Optional.empty(), OptionalInt.empty(), Grade.SECOND, LocalDate.of(2026, 1, 1), true)));
        }

        @Test
        void readsOtherEncodings() throws Exception {
            project.catalog("x: {type: Csv, filepath: data/x.csv, encoding: ISO-8859-1}\n");
            Files.write(project.write("data/x.csv", ""), "id,name\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));

            try (OpenCatalog catalog = project.open()) {
                assertThat(catalog.load("x", PAIRS)).isEqualTo(List.of(new Pair(1, "é")));
                assertThat(catalog.rows("x")).hasValue(1);
            }
        }

        @Test
        void givesMapsOfTexts() {
            assertThat(load("a,b\n1,\n", MAPS)).isEqualTo(List.of(Map.of("a", "1", "b", "")));
        }

        @Test
        void streamsRowsAndFailsOnlyWhenItComesToABadOne() {
            Object loaded = load("id,name\n1,a\nx,b\n", STREAM);

            try (Stream<?> rows = (Stream<?>) loaded) {
                Iterator<?> iterator = rows.iterator();
                assertThat(iterator.next()).isEqualTo(new Pair(1, "a"));
                assertThat(problemsOf(iterator::next))
                        .extracting(problem -> problem.where().get(0))
                        .containsExactly(Place.of("data/x.csv", 3));
            }
        }

        @Test
        void givesIterators() {
            Iterator<?> rows = (Iterator<?>) load("id,name\n1,a\n", ITERATOR);

            assertThat(rows.next()).isEqualTo(new Pair(1, "a"));
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Nested
    class Writing {

        @Test
        void tellsAnEmptyTextFromNone() {
            Type names = new TypeReference<List<Name>>() {}.getType();

            assertThat(saved(names, List.of(new Name(1, Optional.of("")), new Name(2, Optional.empty()))))
                    .isEqualTo("id,full_name\n1,\"\"\n2,\n");
        }

        private record Name(int id, Optional<String> fullName) {}

        @Test
        void takesStreams() {
            assertThat(saved(STREAM, Stream.of(new Pair(1, "a"), new Pair(2, "b"))))
                    .isEqualTo("id,name\n1,a\n2,b\n");
        }

        @Test
        void takesRowsAndListsOfRowsAsChunks() throws Exception {
            try (OpenCatalog catalog = project.open()) {
                try (ChunkWriter writer = catalog.append("x", Pair.class).orElseThrow()) {
                    writer.write(new Pair(1, "a"));
                    writer.write(List.of(new Pair(2, "b"), new Pair(3, "c")));
                    writer.commit();
                }
                assertThat(catalog.load("x", PAIRS))
                        .isEqualTo(List.of(new Pair(1, "a"), new Pair(2, "b"), new Pair(3, "c")));
                assertThat(catalog.append("x", Thread.class)).isEmpty();
            }
        }

        @Test
        void keepsTheOldFileIfAStreamFails() {
            saved(PAIRS, List.of(new Pair(1, "old")));
            Stream<Pair> failing = Stream.of(1, 2).map(id -> {
                if (id == 2) {
                    throw new IllegalStateException("the source broke");
                }
                return new Pair(id, "new");
            });

            assertThat(problemsOf(() -> saved(STREAM, failing)).get(0).what())
                    .isEqualTo("Dataset 'x' (Csv) could not be saved: the source broke");
            assertThat(root.resolve("data/x.csv")).hasContent("id,name\n1,old\n");
            assertThat(root.resolve("data"))
                    .isDirectoryNotContaining(
                            file -> file.getFileName().toString().startsWith("."));
        }
    }

    @Nested
    class Mistakes {

        @Test
        void inRowsAreToldTogetherWithTheirLinesAndColumns() {
            List<Problem> problems = problems("id,name\nx,a\n2,b\n,c\n-1,d\n4.5,e\n", PAIRS);

            assertThat(problems).allMatch(problem -> problem.code() == DatasetCode.BAD_ROW);
            assertThat(problems)
                    .extracting(problem -> problem.where().get(0) + " " + problem.what())
                    .containsExactly(
                            "data/x.csv:2 Dataset 'x' (Csv): Column 'id': 'x' is not a whole number",
                            "data/x.csv:4 Dataset 'x' (Csv): Column 'id': is empty, but must be a whole number",
                            "data/x.csv:5 Dataset 'x' (Csv): Pair refuses the row: id must not be negative: -1",
                            "data/x.csv:6 Dataset 'x' (Csv): Column 'id': '4.5' is not a whole number");
            assertThat(problems.get(0).fixes())
                    .containsExactly("correct the row, or change the component's type in the record");
        }

        @Test
        void areCutShortIfThereAreMany() {
            assertThat(problems("id,name\n" + "x,a\n".repeat(50), PAIRS)).hasSize(11);
        }

        @Test
        void missingColumnsHaveNearNames() {
            List<Problem> problems = problems("idd,name\n1,a\n", PAIRS);

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo(DatasetCode.BAD_HEADER);
            assertThat(problems.get(0).where())
                    .containsExactly(Place.of("data/x.csv", 1), Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problems.get(0).near()).containsExactly("idd");
            assertThat(problems.get(0).fixes())
                    .containsExactly("map it in the catalog: 'columns: {id: idd}'", "make the component Optional");
        }

        @Test
        void columnsThatAreNearlyThoseOfAnOptionalComponent() {
            List<Problem> problems = problems("id,nmae\n1,a\n", NAMED);

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo(DatasetCode.BAD_HEADER);
            assertThat(problems.get(0).what())
                    .endsWith(
                            "There is no column 'name' for the component 'name' of Named, but one that is nearly it and that no"
                                    + " component takes");
            assertThat(problems.get(0).where()).startsWith(Place.of("data/x.csv", 1));
            assertThat(problems.get(0).near()).containsExactly("nmae");
            assertThat(problems.get(0).fixes())
                    .containsExactly(
                            "map it in the catalog: 'columns: {name: nmae}'",
                            "if it is another column, say that this one may be missing: 'columns: {name: name}'");
        }

        @Test
        void butNotColumnsThatMayBeMissing() {
            assertThat(load("id,place\n1,a\n", NAMED)).isEqualTo(List.of(new Named(1, Optional.empty())));
            project.catalog("x: {type: Csv, filepath: data/x.csv, columns: {name: name}}\n");
            assertThat(load("id,nmae\n1,a\n", NAMED)).isEqualTo(List.of(new Named(1, Optional.empty())));
        }

        @ParameterizedTest
        @CsvSource({"id;name, ;", "'id\t\"name\"', \\t", "id|other, |"})
        void ofTheDelimiterAreToldOnce(String header, String delimiter) {
            List<Problem> problems = problems(header + "\n", NAMED);

            assertThat(problems).extracting(Problem::code).containsExactly(DatasetCode.BAD_HEADER);
            assertThat(problems.get(0).what())
                    .endsWith("The header is a single column with '" + delimiter
                            + "' in it: the file has another delimiter");
            assertThat(problems.get(0).where()).startsWith(Place.of("data/x.csv", 1));
            assertThat(problems.get(0).fixes())
                    .containsExactly("set 'delimiter: \"" + delimiter + "\"' in the catalog");
        }

        @Test
        void columnsThatAreThereTwice() {
            assertThat(problems("id,id\n1,2\n", PAIRS))
                    .extracting(Problem::code)
                    .containsExactly(DatasetCode.BAD_HEADER);
        }

        @Test
        void columnsMappedToNoComponent() {
            project.catalog("x: {type: Csv, filepath: data/x.csv, columns: {nam: label}}\n");

            assertThat(problems("id,name\n1,a\n", PAIRS))
                    .extracting(Problem::code, Problem::near)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(DatasetCode.BAD_OPTION, List.of("name")));
            Problem before =
                    project.read().checkLoad("x", PAIRS, Place.of("X.java", 7)).orElseThrow();
            assertThat(before.what())
                    .isEqualTo("Dataset 'x' (Csv): 'columns' maps 'nam', but Pair has no such component");
            assertThat(before.where()).containsExactly(Place.of("X.java", 7), Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(project.read().checkSave("x", MAPS, Place.of("X.java", 7)))
                    .isEmpty();
        }

        @Test
        void mapsWithoutAHeader() {
            project.catalog("x: {type: Csv, filepath: data/x.csv, header: false}\n");

            assertThat(project.read()
                            .checkLoad("x", MAPS, Place.of("X.java", 7))
                            .orElseThrow()
                            .what())
                    .isEqualTo(
                            "Dataset 'x' (Csv) cannot be loaded as List<Map<String, String>>; it has List<R>, Stream<R>,"
                                    + " Iterator<R>, where R is a record of texts, numbers, dates, enums and Optionals of them;"
                                    + " without a header ('header: false') no Map<String, String>, whose keys are the columns' names");
        }

        @Test
        void aFileCutOffWithinARow() {
            List<Problem> problems = problems("id,name\n1,a\n2", PAIRS);

            assertThat(problems).extracting(Problem::code).containsExactly(DatasetCode.BAD_CSV);
            assertThat(problems.get(0).what()).isEqualTo("Dataset 'x' (Csv): The row has 1 cells instead of 2");
            assertThat(problems.get(0).where()).startsWith(Place.of("data/x.csv", 3));
            assertThat(problems.get(0).fixes().get(0)).contains("cut off");
        }

        @Test
        void aFileCutOffWithinAQuote() {
            List<Problem> problems = problems("id,name\n1,a\n2,\"b\n", PAIRS);

            assertThat(problems).extracting(Problem::code).containsExactly(DatasetCode.BAD_CSV);
            assertThat(problems.get(0).where()).startsWith(Place.of("data/x.csv", 3));
        }

        @Test
        void aFileWithoutAnything() {
            assertThat(problems("", PAIRS)).extracting(Problem::code).containsExactly(DatasetCode.BAD_CSV);
        }

        @Test
        void aFileInAnotherEncoding() throws Exception {
            Files.write(project.write("data/x.csv", ""), "id,name\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
            try (OpenCatalog catalog = project.open()) {
                Problem problem = problemsOf(() -> catalog.load("x", PAIRS)).get(0);
                assertThat(problem.code()).isEqualTo(DatasetCode.BAD_ENCODING);
                assertThat(problem.fixes().get(0)).startsWith("set 'encoding: ISO-8859-1'");
            }
        }
    }
}
