package dev.jedro.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shop.pricing.PricingPipeline;

class ProblemTest {

    private enum TestCode implements Code {
        MISSING;

        @Override
        public String id() {
            return "JED-999";
        }

        @Override
        public String cause() {
            return "Something is not there.";
        }

        @Override
        public String cure() {
            return "Add it.";
        }
    }

    @Test
    void aCauseEndsWithItsText() {
        assertThat(Cause.of(new IllegalStateException("two\nlines\n", new RuntimeException("cause \n")))
                        .text())
                .isEqualTo("RuntimeException: cause\nwhich caused IllegalStateException: two\nlines");
    }

    @Test
    void aCauseLeadsThroughAllPackagesOfTheUsersProject() {
        IllegalStateException thrown = new IllegalStateException("thrown");
        StackTraceElement again = new StackTraceElement("shop.tables.Tables", "sum", "Tables.java", 7);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.tables.Column", "at", "Column.java", 70),
            again,
            again,
            new StackTraceElement("shop.pricing.PricingPipeline$$Lambda$143/0x00007f7c6c0b6220", "call", null, -1),
            new StackTraceElement("shop.pricing.Prices", "sum", "Prices.java", 3),
            new StackTraceElement("dev.jedro.run.Call", "call", "Call.java", 30),
        });

        assertThat(Cause.of(thrown, PricingPipeline.class).places()).hasToString("[Tables.java:7, Prices.java:3]");
    }

    @Nested
    class AsText {

        @Test
        void givesCodePlaceNearNamesAndCureBeneathEachOther() {
            Problem problem = Problem.error(TestCode.MISSING, "Node 'clean' reads 'compnies'.")
                    .at(Place.of("CompanyPipeline.java", 14))
                    .at(Place.of("conf/base/catalog.yml", 3, 7))
                    .near(List.of("companies", "companions"))
                    .fix("rename the Ref")
                    .fix("add 'compnies' to the catalog");

            assertThat(problem).hasToString("""
                            JED-999  Node 'clean' reads 'compnies'.
                                     at CompanyPipeline.java:14
                                     at conf/base/catalog.yml:3:7
                                     Near: companies, companions
                                     Try:  rename the Ref
                                     or:   add 'compnies' to the catalog""");
        }

        @Test
        void saysThatItIsAWarning() {
            assertThat(Problem.warning(TestCode.MISSING, "Not used.")).hasToString("JED-999  warning: Not used.");
        }

        @Test
        void alignsTheLinesOfALongMessage() {
            assertThat(Problem.error(TestCode.MISSING, "a\nb").fix("c\nd"))
                    .hasToString("JED-999  a\n         b\n         Try:  c\n               d");
        }
    }

    @Nested
    class Places {

        @Test
        void leaveOutWhatIsUnknown() {
            assertThat(Place.of("--params")).hasToString("--params");
            assertThat(Place.of("A.java", 3)).hasToString("A.java:3");
            assertThat(Place.of("a.yml", 3, 9)).hasToString("a.yml:3:9");
        }

        @Test
        void neverHaveAnEmptySourceOrANegativeLine() {
            assertThatIllegalArgumentException().isThrownBy(() -> Place.of("")).withMessageContaining("source");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Place.of("a.yml", -1))
                    .withMessageContaining("-1");
        }
    }

    @Nested
    class Collected {
        private final Problem error = Problem.error(TestCode.MISSING, "First.");
        private final Problem warning = Problem.warning(TestCode.MISSING, "Second.");

        @Test
        void areThrownTogether() {
            Problems problems = new Problems();
            problems.addAll(List.of(error, warning, error));

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(problems::throwIfErrors)
                    .satisfies(thrown -> assertThat(thrown.problems()).containsExactly(error, error))
                    .withMessageContaining("First.");
        }

        @Test
        void doNotStopAnythingIfTheyAreWarnings() {
            Problems problems = new Problems();
            problems.add(warning);

            assertThatCode(problems::throwIfErrors).doesNotThrowAnyException();
            assertThat(problems.warnings()).containsExactly(warning);
            assertThat(problems.all()).containsExactly(warning);
        }
    }

    @Test
    void showsControlCharactersOfDataInsteadOfObeyingThem() {
        Problem problem = Problem.error(TestCode.MISSING, "The cell is '\u001b[31mred\u0007\u009b1m'\r\nin a\tfile")
                .fix("remove '\u0000'");

        assertThat(problem.toString())
                .contains("The cell is '\u241b[31mred\u2407\ufffd1m'\n         in a\tfile")
                .endsWith("remove '\u2400'");
    }

    @Nested
    class TheTextOfACause {
        @Test
        void isCutShortWhereItWouldFillTheScreen() {
            String text =
                    Cause.of(new IllegalStateException("x".repeat(1_000_000))).text();

            assertThat(text).hasSizeLessThan(5_000).endsWith("… and 996000 characters more");
        }

        @Test
        void isThereThoughTheExceptionCannotSayIt() {
            @SuppressWarnings("serial") // never written
            class Broken extends RuntimeException {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("broken, too");
                }
            }

            assertThat(Cause.of(new Broken()).text()).isEqualTo("Broken, whose message cannot be read");
        }
    }
}
