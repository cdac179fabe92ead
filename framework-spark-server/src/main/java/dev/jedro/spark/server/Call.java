package dev.jedro.spark.server;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that reached the server.
 *
 * @param method of Spark Connect, for instance {@code ExecutePlan}, {@code AnalyzePlan}, {@code AddArtifacts}
 * @param what of a plan that is executed: the kind of its command ({@code WRITE_OPERATION}, {@code SQL_COMMAND}) or relation ({@code PROJECT}); {@code refused} without an
 *     accepted token; else empty
 * @param headers by lower-case name
 */
public record Call(String method, String what, Map<String, String> headers) {

    public Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String line) {
        String[] parts = line.split("\t", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        Arrays.stream(parts).skip(2).forEach(part -> {
            int at = part.indexOf('=');
            headers.put(part.substring(0, at), part.substring(at + 1));
        });
        return new Call(parts[0], parts[1], headers);
    }

    /** Whether it makes the server work on data: a plan is executed, not only looked at. */
    public boolean executes() {
        return method.equals("ExecutePlan");
    }
}
