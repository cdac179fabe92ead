package dev.jedro.cli.refs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A Java file as far as constants of datasets are concerned; read by Java's own compiler, which resolves nothing.
 *
 * @param name its path in the project, with slashes
 * @param text as it is on disk
 * @param imports in the order of the file
 * @param fields the names of all fields of its first class
 * @param constants fields made by {@code ref("…")}, of all its classes, in the order of the file
 * @param body where the body of its first class begins, behind the brace; -1 if it has none that takes constants
 */
record JavaSource(
        String name, String text, List<Import> imports, Set<String> fields, List<Constant> constants, int body) {

    /** An import; {@code name} with {@code .*} if it is of all names. */
    record Import(String name, boolean ofMembers, int start, int end) {}

    /** A field; {@code first} if it belongs to the first class of the file, {@code end} behind its declaration. */
    record Constant(String dataset, String field, Place place, boolean first, int start, int end) {}

    /** @throws JedroException {@link CliCode#DOES_NOT_COMPILE}, with the places, if the text is no Java */
    static JavaSource parse(String name, String text) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler()
                .getTask(
                        Writer.nullWriter(),
                        null,
                        diagnostics,
                        List.of("-proc:none"),
                        null,
                        List.of(new InMemory(name, text)));
        CompilationUnitTree unit;
        try {
            unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new IllegalStateException("the text is in memory", e);
        }
        List<Problem> mistakes = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(error -> Problem.error(CliCode.DOES_NOT_COMPILE, error.getMessage(Locale.ENGLISH))
                        .at(Place.of(name, (int) error.getLineNumber(), (int) error.getColumnNumber())))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new JedroException(mistakes);
        }
        return new Reading(name, text, unit, Trees.instance(task).getSourcePositions()).source();
    }

    private static JavaCompiler compiler() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new JedroException(Problem.error(
                            CliCode.NO_COMPILER,
                            "The Java in use has no compiler, which reads the constants: it is a JRE.")
                    .at(Place.of(System.getProperty("java.home")))
                    .fix("install a JDK 17 or newer and set JAVA_HOME to it"));
        }
        return javac;
    }

    /** The constants of its first class. */
    List<Constant> own() {
        return constants.stream().filter(Constant::first).toList();
    }

    private static final class Reading {
        private final String name;
        private final String text;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Constant> constants = new ArrayList<>();

        Reading(String name, String text, CompilationUnitTree unit, SourcePositions positions) {
            this.name = name;
            this.text = text;
            this.unit = unit;
            this.positions = positions;
        }

        JavaSource source() {
            List<Import> imports =
                    unit.getImports().stream().map(this::imported).toList();
            Set<String> fields = new HashSet<>();
            int body = -1;
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    boolean first = fields.isEmpty() && constants.isEmpty() && body < 0;
                    if (first) {
                        body = body(declared);
                        declared.getMembers().stream()
                                .filter(VariableTree.class::isInstance)
                                .forEach(field -> fields.add(
                                        ((VariableTree) field).getName().toString()));
                    }
                    read(declared, first);
                }
            }
            return new JavaSource(name, text, imports, Set.copyOf(fields), List.copyOf(constants), body);
        }

        private void read(ClassTree type, boolean first) {
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree inner) {
                    read(inner, false);
                } else if (member instanceof VariableTree field) {
                    dataset(field.getInitializer())
                            .ifPresent(dataset -> constants.add(constant(dataset, field, first)));
                }
            }
        }

        private Constant constant(String dataset, VariableTree field, boolean first) {
            int start = (int) positions.getStartPosition(unit, field);
            Place place = Place.of(name, (int) unit.getLineMap().getLineNumber(start));
            return new Constant(dataset, field.getName().toString(), place, first, start, (int)
                    positions.getEndPosition(unit, field));
        }

        private int body(ClassTree type) {
            if (type.getKind() != Tree.Kind.CLASS && type.getKind() != Tree.Kind.INTERFACE) {
                return -1; // an enum begins with its own constants, a record has a head with brackets of its own
            }
            // Annotations may have braces, but they belong to the modifiers.
            int modifiers = (int) positions.getEndPosition(unit, type.getModifiers());
            return text.indexOf('{', Math.max(modifiers, (int) positions.getStartPosition(unit, type))) + 1;
        }

        private Import imported(ImportTree tree) {
            return new Import(
                    tree.getQualifiedIdentifier().toString(),
                    tree.isStatic(),
                    (int) positions.getStartPosition(unit, tree),
                    (int) positions.getEndPosition(unit, tree));
        }

        /** The name in {@code ref("…")}, {@code Ref.ref("…")} or {@code Ref.<T>ref("…")}. */
        private static Optional<String> dataset(@Nullable ExpressionTree value) {
            return value instanceof MethodInvocationTree call
                            && isRef(call.getMethodSelect())
                            && call.getArguments().size() == 1
                            && call.getArguments().get(0) instanceof LiteralTree literal
                            && literal.getValue() instanceof String dataset
                    ? Optional.of(dataset)
                    : Optional.empty();
        }

        private static boolean isRef(ExpressionTree method) {
            return method instanceof IdentifierTree plain
                    ? plain.getName().contentEquals("ref")
                    : method instanceof MemberSelectTree member
                            && member.getIdentifier().contentEquals("ref")
                            && member.getExpression().toString().matches("(.*\\.)?Ref");
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(String name, String text) {
            super(URI.create("memory:///" + name.substring(name.lastIndexOf('/') + 1)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
