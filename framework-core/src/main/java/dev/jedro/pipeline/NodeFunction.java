package dev.jedro.pipeline;

import dev.jedro.problem.SnakeCase;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;

/**
 * The Java method behind a node. Types are generic where the method says so and boxed; {@code Object} stands for what is unknown.
 *
 * @param owner the class that declares the method
 * @param method its name; {@code <init>} for a constructor; a name made up by the compiler for a lambda
 * @param descriptor its JVM descriptor, for instance {@code (Ljava/util/List;)D}; with owner and method it names the code
 * @param parameters one type for each argument; the object first where the method is called on its first argument
 * @param result {@code Void} where nothing is returned
 * @param lambda whether it is a lambda or an object of a class of its own, neither of which has a name that lasts
 */
public record NodeFunction(
        Class<?> owner, String method, String descriptor, List<Type> parameters, Type result, boolean lambda) {
    static final String CONSTRUCTOR = "<init>";

    public NodeFunction {
        parameters = List.copyOf(parameters);
    }

    static NodeFunction of(Serializable function) {
        return FunctionReader.read(function);
    }

    /** The method's name as a user knows it; the class's name for a constructor. */
    public String displayName() {
        if (lambda) {
            return "lambda";
        }
        return method.equals(CONSTRUCTOR) ? owner.getSimpleName() : method;
    }

    /** {@code trainModel} becomes {@code train_model}, {@code parseCSVFile} becomes {@code parse_csv_file}. */
    String nodeName() {
        return SnakeCase.of(displayName()).replace('$', '_');
    }
}
