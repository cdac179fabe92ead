package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static dev.jedro.config.ConfFolder.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeParamsTest {

    @Test
    void areTypedAsInYamlAndTrimmed() {
        Map<String, Object> expected =
                new HashMap<>(Map.of("foo", 123.45, "bar", "1a", "baz", 678.0, "qux", 0.01, "quux", 0L));
        expected.put("quuz", null);

        assertThat(RuntimeParams.parse("foo=123.45, bar=1a,baz=678. ,qux=1e-2,quux=0,quuz=")
                        .toJava())
                .isEqualTo(expected);
    }

    @Test
    void endTheirKeyAtTheFirstEqualsSign() {
        assertThat(RuntimeParams.parse("foo=bar,baz=fizz=buzz").toJava())
                .isEqualTo(Map.of("foo", "bar", "baz", "fizz=buzz"));
    }

    @Test
    void goDeeperAtEveryDot() {
        assertThat(RuntimeParams.parse("a.b.c=1,a.b.d=2,a.e=3").toJava())
                .isEqualTo(Map.of("a", Map.of("b", Map.of("c", 1L, "d", 2L), "e", 3L)));
    }

    @Test
    void mayBeListsMapsAndQuotedTexts() {
        assertThat(RuntimeParams.parse("l=[1, two],m={a: 1, b: [x]},q='1,5',e=\"\"")
                        .toJava())
                .isEqualTo(
                        Map.of("l", List.of(1L, "two"), "m", Map.of("a", 1L, "b", List.of("x")), "q", "1,5", "e", ""));
    }

    @Test
    void keepAnApostropheInsideAText() {
        assertThat(RuntimeParams.parse("name=O'Brien,x=1").toJava()).isEqualTo(Map.of("name", "O'Brien", "x", 1L));
    }

    @Test
    void countLastWhereTwoAreAlike() {
        assertThat(RuntimeParams.parse("a=1,a=2").toJava()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void mayBeNone() {
        assertThat(RuntimeParams.parse("").toJava()).isEqualTo(Collections.emptyMap());
        assertThat(RuntimeParams.parse(" , ").isEmpty()).isTrue();
    }

    @Test
    void needAKey() {
        Problem problem = problemOf(() -> RuntimeParams.parse("=v"));

        assertThat(problem.code()).isEqualTo(ConfigCode.BAD_PARAMS);
        assertThat(problem.what()).isEqualTo("The key in '=v' is empty");
        assertThat(problem.where()).containsExactly(Place.of("--params"));
        assertThat(problem.fixes()).containsExactly("write --params \"key=v\"");
    }

    @Test
    void needAValueAndAreAllTold() {
        assertThat(problemsOf(() -> RuntimeParams.parse("a,b..c=1,d")))
                .extracting(Problem::what)
                .containsExactly("'a' has no value", "The key in 'b..c=1' is empty", "'d' has no value");
    }

    @Test
    void cannotBeAValueAndAMap() {
        assertThat(problemOf(() -> RuntimeParams.parse("a=1,a.b=2")).what()).contains("'a'");
    }

    @Test
    void knowTheFlagTheyCameFrom() {
        assertThat(RuntimeParams.parse("a.b=[1]").at("a.b[0]").orElseThrow().place())
                .isEqualTo(Place.of("--params"));
    }
}
