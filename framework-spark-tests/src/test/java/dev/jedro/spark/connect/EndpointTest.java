package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    private static final Place PLACE = Place.of("conf/base/spark.yml", 2, 9);

    private static Problem problem(String address) {
        JedroException thrown = catchThrowableOfType(JedroException.class, () -> Endpoint.parse(address, PLACE));
        assertThat(thrown).as(address).isNotNull();
        return thrown.problems().get(0);
    }

    @Test
    void tellsWhatIsSecretInAnAddressEvenIfItCannotBeUnderstood() {
        assertThat(Endpoint.secrets("sc://localhost/;token=t0p%3Bsecret"))
                .containsExactly("sc://localhost/;token=t0p%3Bsecret", "t0p;secret");
        assertThat(Endpoint.secrets("http://localhost/;token=t0psecret"))
                .containsExactly("http://localhost/;token=t0psecret");
        assertThat(Endpoint.secrets("sc://localhost/;user_id=ann")).isEmpty();
    }

    @Test
    void readsHostPortAndHeaders() {
        Endpoint endpoint = Endpoint.parse("sc://spark.acme.com:443/;use_ssl=true;X-Team=red;user_id=ann", PLACE);

        assertThat(endpoint.host()).isEqualTo("spark.acme.com");
        assertThat(endpoint.port()).isEqualTo(443);
        assertThat(endpoint.tls()).isTrue();
        assertThat(endpoint.headers()).containsExactly(entry("x-team", "red"));
        assertThat(endpoint.userId()).contains("ann");
        assertThat(Endpoint.parse("sc://localhost", PLACE).port()).isEqualTo(15002);
    }

    @Test
    void encryptsWhereATokenLeavesTheMachine() {
        assertThat(Endpoint.parse("sc://spark.acme.com/;token=t0psecret", PLACE).tls())
                .isTrue();
        assertThat(Endpoint.parse("sc://127.0.0.1/;token=t0psecret", PLACE).tls())
                .isFalse();
        assertThat(Endpoint.parse("sc://localhost:1/;token=t0psecret", PLACE).tls())
                .isFalse();

        Problem problem = problem("sc://spark.acme.com/;use_ssl=false;token=t0psecret");
        assertThat(problem.code()).isEqualTo(SparkCode.CLEAR_TEXT);
        assertThat(problem.where()).containsExactly(PLACE);
        assertThat(problem.fixes()).singleElement().asString().contains("use_ssl=false");
        assertThat(problem.toString()).doesNotContain("t0psecret");
    }

    @Test
    void takesATokenWithAnyLettersIfTheyAreEncoded() {
        Endpoint endpoint = Endpoint.parse("sc://localhost/;token=a%3Bb%3Dc%25+", PLACE);

        assertThat(endpoint.token().orElseThrow().reveal()).isEqualTo("a;b=c%+");
        assertThat(endpoint.toString()).isEqualTo("sc://localhost:15002");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://spark.acme.com:443              | begins with sc://
            sc://localhost:99999                    | is no port
            sc://localhost:port                     | is no port
            sc://localhost:15002;token=t0psecret    | lacks the '/'
            sc://localhost:15002/path               | has a path
            sc://ann:t0psecret@localhost/           | is no port
            sc://t0psecret@localhost/               | cannot be understood
            sc://                                   | cannot be understood
            sc://localhost/;token=t0p;secret        | has not the form key=value
            sc://localhost/;token=                  | empty token
            sc://localhost/;TOKEN=t0psecret         | in lower case
            sc://localhost/;a=1;a=2                 | twice
            sc://localhost/;use_ssl=maybe           | true or false
            sc://localhost/;token=%zzsecret         | wrongly percent-encoded
            sc://localhost/;session_id=1            | itself
            """)
    void refusesWhatSparkWouldMisunderstand(String address, String why) {
        Problem problem = problem(address);

        assertThat(problem.code()).isEqualTo(SparkCode.BAD_ADDRESS);
        assertThat(problem.what()).contains(why);
        assertThat(problem.where()).containsExactly(PLACE);
        assertThat(problem.fixes()).singleElement().asString().contains("sc://localhost:15002");
        assertThat(problem.toString()).doesNotContain("secret");
    }
}
