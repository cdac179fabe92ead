package dev.jedro.cli.refs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
    private final TypeNames names = new TypeNames("com.acme", List.of("java.awt.List"), Set.of("Map"));

    private static final class Hidden {}

    @Test
    void importsWhatItNames() {
        assertThat(names.argument(
                        new TypeReference<java.util.function.Supplier<Map.Entry<String, byte[]>>>() {}.getType()))
                .isEqualTo("Supplier<java.util.Map.Entry<String, byte[]>>");
        assertThat(names.imports()).containsExactly("java.util.function.Supplier");
    }

    @Test
    void namesInFullWhatHasTheNameOfAnother() {
        assertThat(names.argument(new TypeReference<List<? extends Number>>() {}.getType()))
                .isEqualTo("java.util.List<? extends Number>");
        assertThat(names.imports()).isEmpty();
    }

    @Test
    void boxesPrimitiveTypes() {
        assertThat(names.argument(double.class)).isEqualTo("Double");
    }

    @Test
    void doesNotSeeWhatIsPrivateToAnotherPackage() {
        Type inside = new TypeReference<List<Hidden>>() {}.getType();

        assertThat(names.sees(inside)).isFalse();
        assertThat(names.sees(TypeNamesTest.class)).isFalse();
        assertThat(names.sees(new TypeReference<Map<String, List<byte[]>>>() {}.getType()))
                .isTrue();
        assertThat(new TypeNames("dev.jedro.cli.refs", List.of(), Set.of()).sees(TypeNamesTest.class))
                .isTrue();
    }
}
