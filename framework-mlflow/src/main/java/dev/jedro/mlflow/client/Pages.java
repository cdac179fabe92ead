package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The items of a paged answer one after the other; the next page is asked for when its first item is. */
final class Pages<T> implements Iterator<T> {
    private final Function<String, JsonNode> question;
    private final Function<JsonNode, List<T>> items;
    private final Deque<T> waiting = new ArrayDeque<>();
    private String token = "";
    private boolean last;

    private Pages(Function<String, JsonNode> question, Function<JsonNode, List<T>> items) {
        this.question = question;
        this.items = items;
    }

    /** @param question gets the token of a page, empty for the first */
    static <T> Stream<T> of(Function<String, JsonNode> question, Function<JsonNode, List<T>> items) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(question, items), Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        while (waiting.isEmpty() && !last) {
            JsonNode answer = question.apply(token);
            waiting.addAll(items.apply(answer));
            String next = answer.path("next_page_token").asText("");
            last = next.isEmpty() || next.equals(token); // a server that does not page repeats itself
            token = next;
        }
        return !waiting.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }
}
