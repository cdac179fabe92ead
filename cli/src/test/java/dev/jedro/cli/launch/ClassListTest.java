package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
    /** As Java 21 and 25 write it. */
    private static final ClassList LOCAL = new ClassList(List.of(
            "# NOTE: Do not modify this file.",
            "java/lang/Object id: 0",
            "org/apache/spark/Engine id: 1",
            "p/Loaded id: 2 super: 0 source: file:/project/target/classes",
            "@lambda-proxy org/apache/spark/Engine run ()Ljava/lang/Runnable; ()V"));

    private static final ClassList CONNECT = new ClassList(List.of(
            "# NOTE: Do not modify this file.",
            "java/lang/Object id: 0",
            "io/grpc/Channel id: 1",
            "p/Other id: 2 super: 0 source: file:/project/target/classes",
            "@lambda-proxy io/grpc/Channel run ()Ljava/lang/Runnable; ()V",
            "@lambda-proxy org/apache/spark/Engine run ()Ljava/lang/Runnable; ()V"));

    @Test
    void takesOfAnotherListWhatItLacksWithoutItsNumbers() {
        assertThat(LOCAL.with(CONNECT).lines())
                .startsWith(LOCAL.lines().toArray(String[]::new))
                .endsWith("io/grpc/Channel", "@lambda-proxy io/grpc/Channel run ()Ljava/lang/Runnable; ()V")
                .hasSize(LOCAL.lines().size() + 2);
        assertThat(ClassList.NONE.with(CONNECT)).isEqualTo(CONNECT);
    }

    @Test
    void tellsWhatShareOfAnotherListIsNew() {
        ClassList again = new ClassList(List.of("org/apache/spark/Engine id: 0", "java/lang/Object id: 7"));
        assertThat(LOCAL.newsIn(again)).isZero();
        assertThat(LOCAL.newsIn(CONNECT)).isCloseTo(0.6, within(1e-9));
        assertThat(ClassList.NONE.newsIn(LOCAL)).isEqualTo(1);
        assertThat(LOCAL.newsIn(ClassList.NONE)).isZero();
    }
}
