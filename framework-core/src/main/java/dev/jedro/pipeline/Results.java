package dev.jedro.pipeline;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the result of a function becomes the values of a node's outputs. */
sealed interface Results {
    /** One value for each output, null where the function gave none. */
    List<@Nullable Object> of(@Nullable Object result) throws Exception;

    List<Type> types(NodeFunction function);

    Results NONE = new None();
    Results WHOLE = new Whole();

    record None() implements Results {
        @Override
        public List<@Nullable Object> of(@Nullable Object result) {
            return List.of();
        }

        @Override
        public List<Type> types(NodeFunction function) {
            return List.of();
        }
    }

    record Whole() implements Results {
        @Override
        public List<@Nullable Object> of(@Nullable Object result) {
            return Collections.singletonList(result);
        }

        @Override
        public List<Type> types(NodeFunction function) {
            return List.of(function.result());
        }
    }

    record Parts(List<Part<?>> parts) implements Results {
        @Override
        public List<@Nullable Object> of(@Nullable Object result) throws Exception {
            List<@Nullable Object> values = new ArrayList<>(parts.size());
            for (Part<?> part : parts) {
                values.add(result == null ? null : part.of(result));
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        public List<Type> types(NodeFunction function) {
            return parts.stream().map(Part::type).toList();
        }
    }
}
