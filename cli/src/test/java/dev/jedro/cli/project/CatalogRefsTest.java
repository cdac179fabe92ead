package dev.jedro.cli.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogRefsTest {
    private static final String DATA = "src/main/java/dev/jedro/cli/project/Data.java";

    @TempDir
    Path root;

    private LettersOnDisk project;

    @BeforeEach
    void make() throws IOException {
        project = LettersOnDisk.in(root);
        project.write(
                "src/main/java/dev/jedro/cli/project/Other.java", "package dev.jedro.cli.project;\nclass Other {}\n");
    }

    private String data() throws IOException {
        return Files.readString(root.resolve(DATA));
    }

    private void addToCatalog(String entries) throws IOException {
        Path catalog = root.resolve("conf/base/catalog.yml");
        Files.writeString(catalog, Files.readString(catalog) + entries);
    }

    /** Whether the compiler takes the file as it is. */
    private boolean compiles() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ENGLISH, UTF_8)) {
            return javac.getTask(
                            null,
                            files,
                            null,
                            List.of("-proc:none", "-d", root.resolve("out").toString()),
                            null,
                            files.getJavaFileObjects(root.resolve(DATA)))
                    .call();
        }
    }

    @Nested
    class WithoutAClass {

        @Test
        void printsOneThatCompilesWithTheTypesOfTheNodesAndOfTheDatasets() throws IOException {
            addToCatalog("""
                    people:
                      type: Csv
                      filepath: data/people.csv
                    "flight-data@raw":
                      type: Binary
                      filepath: data/flights.bin
                    model:
                      type: Model
                      filepath: data/model.json
                    """);
            CommandRun printed = project.jedro("catalog", "refs");

            assertThat(printed.code()).isZero();
            assertThat(printed.out()).isEqualTo("""
                            package dev.jedro.cli.project;

                            import static dev.jedro.pipeline.Ref.ref;

                            import dev.jedro.pipeline.Ref;
                            import java.util.List;
                            import java.util.Map;

                            /** The datasets of the pipelines, by their names in the catalog. */
                            public final class Data {
                                public static final Ref<String> NAME = ref("name");
                                public static final Ref<String> LETTER = ref("letter");
                                public static final Ref<String> LOUD = ref("loud");
                                public static final Ref<String> NEVER = ref("never");
                                public static final Ref<List<Map<String, String>>> PEOPLE = ref("people");
                                public static final Ref<byte[]> FLIGHT_DATA_RAW = ref("flight-data@raw");
                                public static final Ref<Object> MODEL = ref("model");

                                private Data() {}
                            }
                            """);
            assertThat(printed.err()).contains("7 constants are not in " + DATA + " yet", "catalog refs --write");
            assertThat(root.resolve(DATA)).doesNotExist();

            CommandRun written = project.jedro("catalog", "refs", "--write");

            assertThat(written.out()).startsWith("Made " + DATA + ":\n  Ref<String> NAME\n");
            assertThat(written.err()).contains("Nothing tells the type of MODEL: write that of your node");
            assertThat(data()).isEqualTo(printed.out());
            assertThat(compiles()).isTrue();
        }

        @Test
        void countsConstantsThatStandElsewhere() throws IOException {
            project.write("src/main/java/dev/jedro/cli/project/Other.java", """
                    package dev.jedro.cli.project;
                    import dev.jedro.pipeline.Ref;
                    class Other {
                        // Ref.ref("never") in a comment is none
                        static final class Inner { static final Ref<String> HERE = Ref.ref("name"); }
                        static final Ref<String> LETTER = Ref.<String>ref("letter"), LOUD = Ref.ref("loud");
                        Object inline() { return Ref.ref("never"); }
                    }
                    """);

            assertThat(project.jedro("catalog", "refs", "--write").out())
                    .isEqualTo("Made " + DATA + ":\n  Ref<String> NEVER\n");
        }
    }

    @Nested
    class WithAClassByHand {
        private static final String MINE = """
                package dev.jedro.cli.project;

                import static dev.jedro.pipeline.Ref.ref;

                import dev.jedro.pipeline.Ref;
                import java.awt.List; // of another kind

                /** Mine {@code { }. */
                @SuppressWarnings({"unused", "rawtypes"})
                interface Data {
                    // the loud one comes first
                    Ref<String> LOUD = ref("loud"),   NAME = ref("name"); // two

                    static final Ref<CharSequence> THE_LETTER =
                            ref("letter");
                    int NEVER = 1;
                    Ref<String> GONE = ref("no_longer_in_the_catalog");
                }
                """;

        @Test
        void addsWhatIsMissingBehindItsNeighbourAndChangesNothingElse() throws IOException {
            project.write(DATA, MINE);
            addToCatalog("people:\n  type: Csv\n  filepath: data/people.csv\n");
            String catalog = Files.readString(root.resolve("conf/base/catalog.yml"));
            project.write("conf/base/catalog.yml", "first:\n  type: Text\n  filepath: data/first.txt\n" + catalog);

            assertThat(project.jedro("catalog", "refs", "--write").code()).isZero();

            assertThat(data())
                    .isEqualTo(MINE.replace("kind\n", "kind\nimport java.util.Map;\n")
                            .replace("two\n", """
                                    two
                                        Ref<String> NEVER_2 = ref("never");
                                        Ref<java.util.List<Map<String, String>>> PEOPLE = ref("people");
                                    """)
                            .replace("catalog\");\n", "catalog\");\n    Ref<String> FIRST = ref(\"first\");\n"));
            assertThat(compiles()).isTrue();
            assertThat(project.jedro("catalog", "refs", "--write").out())
                    .isEqualTo("Every dataset of the catalog has its constant.\n");
        }

        @Test
        void keepsTheFormOfOneLineAndTheLineEndsOfTheFile() throws IOException {
            project.write(
                    DATA,
                    "package dev.jedro.cli.project;\r\nclass Data { static final dev.jedro.pipeline.Ref<String> NAME ="
                            + " dev.jedro.pipeline.Ref.ref(\"name\"); }\r\n");

            project.jedro("catalog", "refs", "--write");

            assertThat(data())
                    .startsWith("package dev.jedro.cli.project;\r\n\r\nimport ")
                    .contains("ref(\"name\");\r\n    public static final Ref<String> LETTER = ref(\"letter\");\r\n")
                    .doesNotContainPattern("[^\r]\n");
            assertThat(compiles()).isTrue();
        }

        @Test
        void isAnotherOneIfNamed() throws IOException {
            project.jedro("catalog", "refs", "--write", "--class", "com.acme.Names");

            assertThat(root.resolve("src/main/java/com/acme/Names.java"))
                    .content()
                    .startsWith("package com.acme;\n")
                    .contains("public final class Names {\n    public static final Ref<String> NAME");
        }
    }

    @Nested
    class Checked {

        @Test
        void endsWithTwoAndThePlacesWhereAnyIsMissingAndWritesNothing() {
            CommandRun run = project.jedro("catalog", "refs", "--check");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .startsWith("JED-632  4 constants are not in " + DATA + " or elsewhere in the code: NAME, LETTER,")
                    .contains("at conf/base/catalog.yml:1:1", "Try:  add them with: jedro catalog refs --write\n");
            assertThat(root.resolve(DATA)).doesNotExist();
        }

        @Test
        void endsWellWhereNoneIs() {
            project.jedro("catalog", "refs", "--write");

            CommandRun run = project.jedro("catalog", "refs", "--check");

            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("Every dataset of the catalog has its constant.\n");
        }

        @Test
        void tellsProgramsEachConstant() throws IOException {
            project.write(
                    DATA,
                    "package dev.jedro.cli.project;\ninterface Data { dev.jedro.pipeline.Ref<String> NAME ="
                            + " dev.jedro.pipeline.Ref.ref(\"name\"); }\n");

            CommandRun run = project.jedro("catalog", "refs", "--check", "--format", "json");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            JsonNode json = new ObjectMapper().readTree(run.out());
            assertThat(json.at("/file").asText()).isEqualTo(DATA);
            assertThat(json.at("/constants/0/place").asText()).isEqualTo(DATA + ":2");
            assertThat(json.at("/constants/0/missing").asBoolean()).isFalse();
            assertThat(json.at("/constants/1/constant").asText()).isEqualTo("LETTER");
            assertThat(json.at("/constants/1/type").asText()).isEqualTo("String");
            assertThat(json.at("/constants/1/missing").asBoolean()).isTrue();
            assertThat(json.at("/constants/1/entry").asText()).isEqualTo("conf/base/catalog.yml:4:1");
        }
    }

    @Nested
    class Refuses {

        @Test
        void aClassThatIsNoJava() throws IOException {
            project.write(DATA, "package dev.jedro.cli.project;\nclass Data {\n  Ref<String> A = ref(;\n}\n");

            CommandRun run = project.jedro("catalog", "refs", "--write");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-622").contains("at " + DATA + ":3:");
        }

        @Test
        void anEnum() throws IOException {
            project.write(DATA, "package dev.jedro.cli.project;\nenum Data { ONE }\n");

            assertThat(project.jedro("catalog", "refs").err())
                    .contains("Constants need a class or an interface", "name another class with --class");
        }

        @Test
        void whatIsNoNameOfAClass() {
            assertThat(project.jedro("catalog", "refs", "--class", "my-data").err())
                    .startsWith("JED-603  'my-data' is not the name of a class.");
        }

        @Test
        void toWriteAndToCheckAtOnce() {
            assertThat(project.jedro("catalog", "refs", "--write", "--check").err())
                    .startsWith("JED-604");
        }

        @Test
        void aProjectWithoutSources() throws IOException {
            try (var files = Files.walk(root.resolve("src"))) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }

            assertThat(project.jedro("catalog", "refs").err()).startsWith("JED-630");
        }
    }
}
