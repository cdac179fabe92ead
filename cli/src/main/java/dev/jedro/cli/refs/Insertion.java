package dev.jedro.cli.refs;

import dev.jedro.problem.SnakeCase;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds constants to a file, each behind that of the dataset before it in the catalog; what is there stays as it is. */
final class Insertion {
    private static final Pattern HEAD =
            Pattern.compile("(?m)^([ \\t]*)((?:(?:public|protected|private|static|final)\\s+)*)");
    private final JavaSource source;
    private final TypeNames names;
    private final Set<String> fields;
    private final List<Piece> pieces = new ArrayList<>();
    private Spot behind;
    private String head;

    private record Piece(int at, String text) {}

    /** Where a line may be put, and what has to be written before it. */
    private record Spot(int at, String before) {}

    /** A constant as it is written. */
    record Added(String field, String type) {}

    Insertion(JavaSource source, TypeNames names) {
        this.source = source;
        this.names = names;
        this.fields = new HashSet<>(source.fields());
        List<JavaSource.Constant> own = source.own();
        if (own.isEmpty()) {
            this.behind = lineBehind(source.body());
            this.head = "    public static final ";
        } else {
            this.behind = endOfDeclaration(own.get(own.size() - 1));
            this.head = head(own.get(own.size() - 1));
        }
    }

    TypeNames names() {
        return names;
    }

    /** What comes next stands behind this dataset's constant, if the class has it. */
    void passed(String dataset) {
        source.own().stream()
                .filter(constant -> constant.dataset().equals(dataset))
                .findFirst()
                .ifPresent(constant -> {
                    behind = endOfDeclaration(constant);
                    head = head(constant);
                });
    }

    Added add(String dataset, Type type) {
        Added added = new Added(freeField(dataset), names.argument(type));
        pieces.add(new Piece(
                behind.at(),
                behind.before()
                        + "%sRef<%s> %s = ref(%s);\n".formatted(head, added.type(), added.field(), quoted(dataset))));
        behind = new Spot(behind.at(), "");
        return added;
    }

    /** The file with all of them. */
    String text() {
        if (pieces.isEmpty()) {
            return source.text();
        }
        List<Piece> all = new ArrayList<>(pieces);
        importMissing("dev.jedro.pipeline.Ref.ref", true).ifPresent(all::add);
        importMissing("dev.jedro.pipeline.Ref", false).ifPresent(all::add);
        names.imports().forEach(name -> importMissing(name, false).ifPresent(all::add));
        // A stable sort: pieces of one place stay in their order, imports in that of their names.
        all.sort(Comparator.comparingInt(Piece::at));
        StringBuilder text = new StringBuilder();
        int copied = 0;
        boolean windows = source.text().contains("\r\n");
        for (Piece piece : all) {
            text.append(source.text(), copied, piece.at())
                    .append(windows ? piece.text().replace("\n", "\r\n") : piece.text());
            copied = piece.at();
        }
        return text.append(source.text().substring(copied)).toString();
    }

    private Optional<Piece> importMissing(String name, boolean ofMembers) {
        String group = name.substring(0, name.lastIndexOf('.')) + ".*";
        List<JavaSource.Import> alike = source.imports().stream()
                .filter(each -> each.ofMembers() == ofMembers)
                .toList();
        if (alike.stream()
                .anyMatch(each -> each.name().equals(name) || each.name().equals(group))) {
            return Optional.empty();
        }
        String line = "import " + (ofMembers ? "static " : "") + name + ";\n";
        Optional<JavaSource.Import> before =
                alike.stream().filter(each -> each.name().compareTo(name) < 0).reduce((first, second) -> second);
        if (before.isPresent()) {
            return Optional.of(new Piece(endOfLine(before.get().end()), line));
        }
        if (!alike.isEmpty()) {
            return Optional.of(new Piece(alike.get(0).start(), line));
        }
        return Optional.of(
                source.imports().isEmpty()
                        ? new Piece(behindPackage(), "\n" + line)
                        : ofMembers
                                ? new Piece(source.imports().get(0).start(), line + "\n")
                                : new Piece(
                                        endOfLine(source.imports()
                                                .get(source.imports().size() - 1)
                                                .end()),
                                        "\n" + line));
    }

    private int behindPackage() {
        Matcher line = Pattern.compile("(?m)^\\s*package\\s[^;]*;").matcher(source.text());
        return line.find() ? endOfLine(line.end()) : 0;
    }

    /** Behind the line on which the declaration ends, which may name several constants. */
    private Spot endOfDeclaration(JavaSource.Constant constant) {
        return lineBehind(source.text().indexOf(';', constant.end() - 1) + 1);
    }

    /** The next line, unless there is more than a comment on this one. */
    private Spot lineBehind(int at) {
        int end = endOfLine(at);
        String rest = source.text().substring(at, end).strip();
        return rest.isEmpty() || rest.startsWith("//") || (rest.startsWith("/*") && rest.endsWith("*/"))
                ? new Spot(end, "")
                : new Spot(at, "\n");
    }

    private int endOfLine(int from) {
        int end = source.text().indexOf('\n', from);
        return end < 0 ? source.text().length() : end + 1;
    }

    private String head(JavaSource.Constant constant) {
        int line = source.text().lastIndexOf('\n', constant.start()) + 1;
        Matcher head = HEAD.matcher(source.text());
        return head.find(line) && head.end(1) == constant.start() ? head.group() : "    public static final ";
    }

    private String freeField(String dataset) {
        String plain = field(dataset);
        String free = plain;
        for (int i = 2; !fields.add(free); i++) {
            free = plain + "_" + i;
        }
        return free;
    }

    static String field(String dataset) {
        StringBuilder field = new StringBuilder();
        SnakeCase.of(dataset)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) ? c : '_')
                .forEach(field::appendCodePoint);
        if (field.isEmpty() || !Character.isJavaIdentifierStart(field.codePointAt(0))) {
            field.insert(0, '_');
        }
        return field.toString().equals("_") ? "_1" : field.toString();
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "\"";
    }
}
