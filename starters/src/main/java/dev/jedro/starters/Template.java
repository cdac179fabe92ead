package dev.jedro.starters;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Renders texts and path names with Pebble: a missing variable is an error, and nothing is escaped or trimmed behind one's back. */
final class Template {
    private final PebbleEngine engine = new PebbleEngine.Builder()
            .strictVariables(true)
            .autoEscaping(false)
            .newLineTrimming(false)
            .cacheActive(false)
            .build();
    private final Map<String, Object> variables;

    /** @param variables texts, and {@code tools}, which is a collection of them */
    Template(Map<String, Object> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Throws a {@link PebbleException}, which knows the line, if the text is not a template or wants an unknown variable. */
    String render(String text) {
        StringWriter rendered = new StringWriter();
        try {
            engine.getLiteralTemplate(text).evaluate(rendered, variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rendered.toString();
    }
}
