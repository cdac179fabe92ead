package dev.jedro.pipeline;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Executable;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the method behind a method reference, once for each place where one is written. */
final class FunctionReader {
    private static final ClassValue<FunctionReader> BY_CLASS = new ClassValue<>() {
        @Override
        protected FunctionReader computeValue(Class<?> type) {
            return new FunctionReader();
        }
    };

    private volatile @Nullable NodeFunction known;

    private FunctionReader() {}

    static NodeFunction read(Serializable function) {
        FunctionReader reader = BY_CLASS.get(function.getClass());
        NodeFunction read = reader.known;
        if (read == null) {
            read = readAnew(function);
            reader.known = read;
        }
        return read;
    }

    private static NodeFunction readAnew(Serializable function) {
        Class<?> type = function.getClass();
        try {
            Method replace = type.getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(function) instanceof SerializedLambda lambda) {
                return describe(lambda, type.getClassLoader());
            }
        } catch (NoSuchMethodException written) {
            return ofObject(type);
        } catch (InaccessibleObjectException closed) {
            throw new JedroException(
                    Problem.error(
                                    PipelineCode.FUNCTION_CLOSED,
                                    "Module '" + type.getModule().getName()
                                            + "' does not let Jedro see which method a node calls.")
                            .fix("open the package '" + type.getPackageName() + "' to Jedro in module-info.java"),
                    closed);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + type, e);
        }
        return ofObject(type);
    }

    /** A function written as a class of its own: like a lambda it has no method's name to go by. */
    private static NodeFunction ofObject(Class<?> type) {
        Method call = Stream.of(type.getMethods())
                .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
                .filter(method ->
                        method.getName().equals("apply") || method.getName().equals("accept"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " is no function"));
        List<Type> parameters = Stream.of(call.getGenericParameterTypes())
                .map(parameter -> GenericTypes.boxedOr(parameter, Object.class))
                .toList();
        return new NodeFunction(
                type,
                call.getName(),
                MethodType.methodType(call.getReturnType(), call.getParameterTypes())
                        .toMethodDescriptorString(),
                parameters,
                GenericTypes.boxedOr(call.getGenericReturnType(), Object.class),
                true);
    }

    private static NodeFunction describe(SerializedLambda lambda, @Nullable ClassLoader loader)
            throws ClassNotFoundException {
        Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
        MethodType erased = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
        Executable executable = find(
                owner,
                lambda.getImplMethodName(),
                MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader));
        boolean isLambda = executable.isSynthetic();
        List<Type> declared = isLambda ? List.of() : parameters(executable, lambda);
        boolean usable = declared.size() == erased.parameterCount();
        List<Type> parameters = new ArrayList<>(erased.parameterCount());
        for (int i = 0; i < erased.parameterCount(); i++) {
            Class<?> known = erased.parameterType(i);
            parameters.add(GenericTypes.boxedOr(usable ? declared.get(i) : known, known));
        }
        Type result = isLambda ? erased.returnType() : result(executable);
        return new NodeFunction(
                executable.getDeclaringClass(),
                lambda.getImplMethodName(),
                lambda.getImplMethodSignature(),
                parameters,
                GenericTypes.boxedOr(result, erased.returnType()),
                isLambda);
    }

    private static List<Type> parameters(Executable executable, SerializedLambda lambda) {
        List<Type> types = new ArrayList<>();
        boolean onFirstArgument = executable instanceof Method
                && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
                && lambda.getCapturedArgCount() == 0;
        if (onFirstArgument) {
            types.add(executable.getDeclaringClass());
        }
        types.addAll(List.of(executable.getGenericParameterTypes()));
        return types;
    }

    private static Type result(Executable executable) {
        return executable instanceof Method method ? method.getGenericReturnType() : executable.getDeclaringClass();
    }

    private static Executable find(Class<?> owner, String name, MethodType type) {
        if (name.equals(NodeFunction.CONSTRUCTOR)) {
            return Stream.of(owner.getDeclaredConstructors())
                    .filter(made -> type.parameterList().equals(List.of(made.getParameterTypes())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No constructor " + type + " in " + owner));
        }
        Executable found = findMethod(owner, name, type);
        if (found == null) {
            throw new IllegalStateException("No method " + name + type + " in " + owner);
        }
        return found;
    }

    private static @Nullable Executable findMethod(@Nullable Class<?> owner, String name, MethodType type) {
        if (owner == null) {
            return null;
        }
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && method.getReturnType() == type.returnType()
                    && type.parameterList().equals(List.of(method.getParameterTypes()))) {
                return method;
            }
        }
        Executable inherited = findMethod(owner.getSuperclass(), name, type);
        for (Class<?> parent : owner.getInterfaces()) {
            inherited = inherited != null ? inherited : findMethod(parent, name, type);
        }
        return inherited;
    }
}
