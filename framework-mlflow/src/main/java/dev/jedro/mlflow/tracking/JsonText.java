package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;

/** Small documents as JSON, written item by item: to make one of Jackson's mappers takes longer than to write all that a run has. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** What a document consists of. */
    interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    static String of(Document document) {
        return text(document, false);
    }

    /** For people; ends with a line end. */
    static String indented(Document document) {
        return text(document, true) + "\n";
    }

    private static String text(Document document, boolean indented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            if (indented) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            document.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be written to", e);
        }
        return text.toString();
    }
}
