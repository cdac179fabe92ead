package dev.jedro.dataset;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson write and read sealed interfaces without annotations: the key {@code @type} holds the simple name of the permitted class. Only permitted classes are
 * ever made, so a file cannot name others.
 */
final class SealedTypes extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass annotated, JavaType base) {
        if (!isChoice(annotated.getRawType())) {
            return null;
        }
        return new StdTypeResolverBuilder()
                .init(JsonTypeInfo.Id.NAME, null)
                .inclusion(JsonTypeInfo.As.PROPERTY)
                .typeProperty("@type");
    }

    private static boolean isChoice(Class<?> type) {
        return type.isSealed() && !type.isEnum() && !type.getName().startsWith("java.");
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        if (!isChoice(annotated.getRawType())) {
            return null;
        }
        List<NamedType> choices = new ArrayList<>();
        collect(annotated.getRawType(), choices);
        return choices;
    }

    private static void collect(Class<?> type, List<NamedType> into) {
        for (Class<?> choice : type.getPermittedSubclasses()) {
            if (choice.isSealed()) {
                collect(choice, into);
            } else {
                into.add(new NamedType(choice, choice.getSimpleName()));
            }
        }
    }
}
