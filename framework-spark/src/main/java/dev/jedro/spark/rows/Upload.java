package dev.jedro.spark.rows;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much data may be sent from this JVM to a remote session. What is handed to an embedded one stays where it is. */
final class Upload {
    /** 256 MiB: what takes some ten seconds, and what servers take by default. */
    static final long MAX_BYTES = 256L << 20;

    private static final long MUCH = 64L << 20;
    private static final double MIB = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");

    private Upload() {}

    /** @param what the name of the rows, for messages */
    static void check(SparkSession session, List<Row> rows, String what, long maxBytes) {
        if (!session.getClass().getName().startsWith("org.apache.spark.sql.connect.")) {
            return;
        }
        long bytes = 0;
        for (Row row : rows) {
            bytes += size(row);
        }
        if (bytes > maxBytes) {
            throw new JedroException(
                    Problem.error(
                                    RowsCode.TOO_LARGE_UPLOAD,
                                    String.format(
                                            Locale.ROOT,
                                            "%,d rows of %s are about %.0f MiB, more than the %.0f MiB that may be sent to a remote session ('max_upload').",
                                            rows.size(),
                                            what,
                                            Math.ceil(bytes / MIB),
                                            maxBytes / MIB))
                            .fix("write them to a file that the cluster can read, and let a Spark dataset read that")
                            .fix(
                                    "set 'max_upload' under 'rows' in spark.yml, in MiB, if the way is fast and the server has the memory"));
        }
        if (bytes > MUCH) {
            LOG.warn(
                    "{} rows of {}, about {} MiB, are sent to the remote session; a file that the cluster reads is faster",
                    rows.size(),
                    what,
                    (long) Math.ceil(bytes / MIB));
        }
    }

    /** About as many bytes as a value takes on the way. */
    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() + 4L;
        } else if (value instanceof byte[] bytes) {
            return bytes.length + 4L;
        } else if (value instanceof Row row) {
            long bytes = 0;
            for (int i = 0; i < row.size(); i++) {
                bytes += size(row.get(i));
            }
            return bytes;
        } else if (value instanceof scala.collection.Iterable<?> many) {
            long bytes = 4;
            for (scala.collection.Iterator<?> each = many.iterator(); each.hasNext(); ) {
                bytes += size(each.next());
            }
            return bytes;
        } else if (value instanceof scala.Tuple2<?, ?> entry) {
            return size(entry._1()) + size(entry._2());
        }
        return 8;
    }
}
