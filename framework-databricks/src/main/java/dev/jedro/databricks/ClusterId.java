package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster as users name it: by its id, or by the address of its page.
 *
 * @param host that of the address; empty if it was an id
 */
record ClusterId(String id, Optional<String> host) {
    private static final Pattern USUAL = Pattern.compile("\\d{4}-\\d{6}-[a-z0-9]{8,}");
    private static final Pattern PAGE = Pattern.compile("(https?://[^/?#]+)[/?#].*?clusters/([^/?#&]+).*");

    /** Warns of an id that does not look like one; empty, and a problem, if it is an address without an id. */
    static Optional<ClusterId> of(String written, Place place, Problems problems) {
        Matcher page = PAGE.matcher(written);
        boolean address = written.contains("://");
        if (address && !page.matches()) {
            problems.add(
                    Problem.error(DatabricksCode.BAD_VALUE, "The address of a cluster's page names no cluster.")
                            .at(place)
                            .fix(
                                    "open the cluster under Compute and copy its address: https://…/compute/clusters/1234-567890-abcdefgh"));
            return Optional.empty();
        }
        ClusterId cluster = address
                ? new ClusterId(page.group(2), Optional.of(page.group(1)))
                : new ClusterId(written, Optional.empty());
        if (!USUAL.matcher(cluster.id).matches()) {
            problems.add(
                    Problem.warning(
                                    DatabricksCode.BAD_VALUE,
                                    "'" + cluster.id + "' does not look like the id of a cluster.")
                            .at(place)
                            .fix(
                                    "compare it with the id at the end of the cluster's JSON or in the address of its page, such as 1234-567890-abcdefgh"));
        }
        return Optional.of(cluster);
    }
}
