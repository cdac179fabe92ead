package dev.jedro.docs;

import java.io.IOException;
import java.nio.file.Path;

/** Builds the site: {@code Main REPOSITORY TARGET}. */
public final class Main {
    private Main() {}

    /** @throws IllegalStateException if a link leads nowhere, with all that do */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]).normalize();
        int pages = Site.of(Path.of(arguments[0]).normalize()).writeTo(target);
        System.out.println("The guide: " + pages + " pages, " + target.resolve("index.html"));
    }
}
