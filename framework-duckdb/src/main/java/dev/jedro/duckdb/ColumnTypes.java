package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that {@code columns} of an entry declares. */
final class ColumnTypes {
    /** DuckDB's own names, which a test compares with those of the engine. */
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            ("BIGINT,BIGNUM,BINARY,BIT,BITSTRING,BLOB,BOOL,BOOLEAN,BPCHAR,BYTEA,CHAR,CHARACTER VARYING,DATE,DATETIME,DEC,DECIMAL,"
                            + "DOUBLE,DOUBLE PRECISION,FLOAT,FLOAT4,FLOAT8,GEOMETRY,GUID,HUGEINT,INT,INT1,INT128,INT16,INT2,INT32,INT4,"
                            + "INT64,INT8,INTEGER,INTEGRAL,INTERVAL,JSON,LOGICAL,LONG,NULL,NUMERIC,NVARCHAR,OID,REAL,SHORT,SIGNED,SMALLINT,"
                            + "STRING,TEXT,TIME,TIME WITH TIME ZONE,TIME WITHOUT TIME ZONE,TIMESTAMP,TIMESTAMP WITH TIME ZONE,"
                            + "TIMESTAMP WITHOUT TIME ZONE,TIMESTAMPTZ,TIMESTAMPTZ_NS,TIMESTAMP_MS,TIMESTAMP_NS,TIMESTAMP_S,TIMESTAMP_US,"
                            + "TIMETZ,TIME_NS,TINYINT,TYPE,UBIGINT,UHUGEINT,UINT128,UINT16,UINT32,UINT64,UINT8,UINTEGER,USMALLINT,"
                            + "UTINYINT,UUID,VARBINARY,VARCHAR,VARIANT,VARINT,"
                            + "INET,BOX_2D,BOX_2DF,LINESTRING_2D,POINT_2D,POINT_3D,POINT_4D,POLYGON_2D,WKB_BLOB")
                    .split(",")));

    /** One name with its digits, perhaps as a list. What has types within it, only DuckDB itself can tell. */
    private static final Pattern PLAIN =
            Pattern.compile("\\s*([A-Za-z]\\w*(?:\\s+\\w+)*)\\s*(?:\\([\\d\\s,]*\\))?\\s*(?:\\[\\d*])*\\s*");

    private ColumnTypes() {}

    /** @throws JedroException if a name is none of a type (JED-719); without asking DuckDB */
    static void check(Map<String, String> columns) {
        Problems problems = new Problems();
        columns.forEach((column, type) -> {
            Matcher plain = PLAIN.matcher(type);
            String name =
                    plain.matches() ? plain.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ") : "";
            if (plain.matches() && !KNOWN.contains(name)) {
                problems.add(unknown(column, type, "is no type of DuckDB").near(NearNames.of(name, KNOWN)));
            }
        });
        problems.throwIfErrors();
    }

    /** @throws JedroException if DuckDB does not take a type (JED-719) */
    static void check(Map<String, String> columns, DuckDb engine) {
        Problems problems = new Problems();
        columns.forEach((column, type) -> {
            try {
                engine.database().query("select null::" + type, rows -> 0);
            } catch (SQLException e) {
                problems.add(unknown(column, type, "is no type: " + SqlFailure.firstLine(e)));
            }
        });
        problems.throwIfErrors();
    }

    private static Problem unknown(String column, String type, String what) {
        return Problem.error(
                        DuckDbCode.UNKNOWN_TYPE,
                        "In 'columns', '" + type + "' of the column '" + column + "' " + what + ".")
                .fix(
                        "write a type of DuckDB, such as BIGINT, DOUBLE, DECIMAL(18, 2), BOOLEAN, DATE, TIMESTAMP or VARCHAR");
    }
}
