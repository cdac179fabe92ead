package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import java.util.List;
import java.util.Optional;

/** What is said of a failure where the table's own name tells more than Spark's words. */
final class TableProblems {
    private TableProblems() {}

    /** The exception to go on with: one with a cure if the reason is known, else the same. */
    static Exception explained(Exception thrown, Engine engine, TableName name) {
        if (thrown instanceof JedroException) {
            return thrown;
        }
        List<Problem> mistakes = engine.mistakes(name);
        if (!mistakes.isEmpty()) {
            return new JedroException(mistakes, thrown);
        }
        Optional<String> schema = name.schemaSql().filter(sql -> TableFailures.noSchema(thrown));
        return schema.isEmpty()
                ? TableFailures.explained(thrown)
                : new JedroException(noSchema(thrown, schema.get()), thrown);
    }

    /** Of a save to a table that its catalog does not know while files lie in its place, as after the end of a server that kept its catalog in memory. */
    static Exception forgotten(Exception thrown, TableName name) {
        return new JedroException(
                Problem.error(
                                TableCode.OTHER_LAYOUT,
                                "the catalog does not know the table " + name + ", and files lie where it would be made"
                                        + TableFailures.place(thrown))
                        .fix("remove the folder if nobody needs what is in it")
                        .fix(
                                "name the folder in 'location', which takes a Delta table over: a catalog in memory forgets its tables when its server stops"),
                thrown);
    }

    private static Problem noSchema(Exception thrown, String schema) {
        return Problem.error(TableCode.NO_TABLE, "there is no such schema: " + TableFailures.said(thrown))
                .fix(
                        "correct the name, or have it made, in a notebook or with spark.sql(\"…\"):  CREATE SCHEMA IF NOT EXISTS "
                                + schema);
    }
}
