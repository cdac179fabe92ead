package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of {@code :name} in SQL, each as one literal. Spark can do that itself, but not through Delta's parser, which loses the parameters. */
final class SqlParameters {
    /** What may hold a colon that begins no parameter comes first: texts, quoted names, comments, casts, types and paths. */
    private static final Pattern TOKENS = Pattern.compile(
            "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|(?<![\\w)\\]:]):([\\p{L}_]\\w*)",
            Pattern.DOTALL);

    private SqlParameters() {}

    static String bound(String sql, Map<String, Object> parameters) {
        return TOKENS.matcher(sql).replaceAll(token -> {
            String name = token.group(1);
            return Matcher.quoteReplacement(name == null ? token.group() : literal(value(name, parameters)));
        });
    }

    private static @Nullable Object value(String name, Map<String, Object> parameters) {
        if (!parameters.containsKey(name)) {
            throw new JedroException(Problem.error(
                            TableCode.WRONG_SQL, "the SQL names the parameter ':" + name + "', which is not given")
                    .near(NearNames.of(name, parameters.keySet()))
                    .fix("add '" + name + "' under 'parameters'"));
        }
        return parameters.get(name);
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof Double || value instanceof Float) {
            return "CAST(" + Sql.text(value.toString()) + " AS DOUBLE)";
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Collection<?> values) {
            return values.stream().map(SqlParameters::literal).collect(Collectors.joining(", ", "(", ")"));
        }
        return Sql.text(value.toString());
    }
}
