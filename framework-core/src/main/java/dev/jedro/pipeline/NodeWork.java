package dev.jedro.pipeline;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node does its work, apart from the names of what it reads and writes.
 *
 * @param arguments as first wired: their number and grouping hold for every renamed copy of the node
 */
record NodeWork(NodeFunction function, Body body, CallSite site, List<In<?>> arguments, Results results) {

    NodeWork giving(Results newResults) {
        return new NodeWork(function, body, site, arguments, newResults);
    }

    NodeWork failing(Exception cause) {
        Body failing = arguments -> {
            throw cause;
        };
        return new NodeWork(function, failing, site, arguments, results);
    }

    /** The inputs in the order of the arguments, gathered ones one by one. */
    List<Input<?>> inputs() {
        List<Input<?>> inputs = new ArrayList<>(arguments.size());
        for (In<?> argument : arguments) {
            if (argument instanceof All<?> all) {
                inputs.addAll(all.inputs());
            } else {
                inputs.add((Input<?>) argument);
            }
        }
        return inputs;
    }

    List<Type> inputTypes() {
        List<Type> types = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Type type = function.parameters().get(i);
            if (arguments.get(i) instanceof All<?> all) {
                Type element = GenericTypes.elementOf(type);
                all.inputs().forEach(input -> types.add(element));
            } else {
                types.add(type);
            }
        }
        return types;
    }

    boolean takesPrimitive(int input) {
        int first = 0;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof All<?> all) {
                first += all.inputs().size();
            } else if (first++ == input) {
                return isPrimitive(i);
            }
        }
        return false; // an element of a list
    }

    /** The descriptor has what a lambda captured before the arguments, and lacks the object that a method is called on. */
    private boolean isPrimitive(int argument) {
        List<Class<?>> declared = MethodType.fromMethodDescriptorString(
                        function.descriptor(), function.owner().getClassLoader())
                .parameterList();
        int at = argument + declared.size() - function.parameters().size();
        return at >= 0 && declared.get(at).isPrimitive();
    }

    List<@Nullable Object> run(List<? extends @Nullable Object> inputs) throws Exception {
        @Nullable Object[] values = inputs.toArray();
        @Nullable Object[] call = new Object[arguments.size()];
        int next = 0;
        for (int i = 0; i < call.length; i++) {
            if (arguments.get(i) instanceof All<?> all) {
                int end = next + all.inputs().size();
                call[i] = Arrays.asList(Arrays.copyOfRange(values, next, end));
                next = end;
            } else {
                call[i] = values[next++];
            }
        }
        return results.of(body.call(call));
    }
}
