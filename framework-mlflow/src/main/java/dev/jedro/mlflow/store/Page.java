package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.SearchCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Some results of a search.
 *
 * @param next the token of the page that follows; empty at the end
 */
public record Page<T>(List<T> items, String next) {
    private static final String BEFORE = "{\"offset\": ";

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of all results.
     *
     * @param token of the page; empty for the first
     */
    static <T> Page<T> of(List<T> all, int most, String token) {
        int from = Math.min(offset(token), all.size());
        int to = Math.min(from + most, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? token(to) : "");
    }

    private static String token(int offset) {
        return Base64.getEncoder().encodeToString((BEFORE + offset + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** How many results stand before a page. */
    static int offset(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(BEFORE) && text.endsWith("}")) {
                int offset = Integer.parseInt(text.substring(BEFORE.length(), text.length() - 1));
                if (offset >= 0) {
                    return offset;
                }
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new JedroException(Problem.error(SearchCode.BAD_PAGE, "'" + token + "' is no token of a page")
                .at(Place.of("page_token"))
                .fix("give the next_page_token of the answer before, unchanged"));
    }

    /** How many results a page may have. */
    static void checkSize(int most, int allowed) {
        if (most < 1 || most > allowed) {
            throw new JedroException(Problem.error(SearchCode.BAD_PAGE, "A page cannot have " + most + " results")
                    .at(Place.of("max_results"))
                    .fix("ask for 1 to " + allowed));
        }
    }
}
