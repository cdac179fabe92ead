package dev.jedro.mlflow.store;

import java.util.List;

/**
 * What runs are wanted.
 *
 * @param experimentIds where to look; none means nowhere
 * @param filter in MLflow's language; empty for all
 * @param orderBy each a field and a direction; the newest run comes first if nothing else decides
 * @param most how many a page has, at most 50,000
 * @param page the token of the page; empty for the first
 */
public record RunQuery(
        List<String> experimentIds, View view, String filter, List<String> orderBy, int most, String page) {

    public RunQuery {
        experimentIds = List.copyOf(experimentIds);
        orderBy = List.copyOf(orderBy);
    }
}
