package dev.jedro.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The guide as a site of plain files: no server, no network, nothing from elsewhere. Its pages are those of {@code docs} and the Markdown files at the root of the repository.
 */
public final class Site {
    private static final String INDEX = "docs/README.md";
    private static final String LICENSE = "LICENSE";
    private static final String RESOURCES = "/dev/jedro/docs/";
    private final List<Page> pages;
    private final Navigation navigation;
    /** What is no page, by where it goes. */
    private final Map<String, Path> files;

    private Site(List<Page> pages, Navigation navigation, Map<String, Path> files) {
        this.pages = pages;
        this.navigation = navigation;
        this.files = files;
    }

    /**
     * Reads the pages.
     *
     * @param repository where {@code docs} is
     * @throws IllegalStateException if links lead nowhere, with all of them
     */
    public static Site of(Path repository) throws IOException {
        Addresses addresses = new Addresses();
        Map<String, String> sources = sources(repository);
        sources.keySet().forEach(addresses::add);
        addresses.add(LICENSE);
        List<String> broken = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        sources.forEach((source, text) -> pages.add(Markdown.page(
                source,
                addresses.target(source),
                text,
                link -> addresses.resolve(source, link).orElseGet(() -> {
                    broken.add(source + " -> " + link);
                    return link;
                }))));
        if (!broken.isEmpty()) {
            throw new IllegalStateException("links of the guide lead to no page: " + String.join(", ", broken));
        }
        String index = Objects.requireNonNull(sources.get(INDEX), INDEX);
        return new Site(
                pages,
                Navigation.of(index, INDEX, addresses),
                Map.of(addresses.target(LICENSE), repository.resolve(LICENSE)));
    }

    private static Map<String, String> sources(Path repository) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(repository)) {
            files.addAll(top.filter(Site::isMarkdown).sorted().toList());
        }
        for (String folder : List.of("docs", "docs/decisions")) {
            try (Stream<Path> pages = Files.list(repository.resolve(folder))) {
                files.addAll(pages.filter(Site::isMarkdown).sorted().toList());
            }
        }
        Map<String, String> sources = new LinkedHashMap<>();
        for (Path file : files) {
            sources.put(repository.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return sources;
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    /** Its pages, in no particular order. */
    public List<Page> pages() {
        return pages;
    }

    /**
     * Writes the site.
     *
     * @param folder made if it is not there; files of the same names are replaced
     * @return how many pages there are
     */
    public int writeTo(Path folder) throws IOException {
        PebbleTemplate template = new PebbleEngine.Builder()
                .loader(new ClasspathLoader(Site.class.getClassLoader()))
                .strictVariables(true)
                .build()
                .getTemplate("dev/jedro/docs/page.html");
        for (Page page : pages) {
            StringWriter html = new StringWriter();
            template.evaluate(html, values(page));
            Path file = folder.resolve(page.target());
            Files.createDirectories(file.getParent());
            Files.writeString(file, html.toString());
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Files.copy(file.getValue(), folder.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String name : List.of("site.css", "site.js")) {
            try (InputStream content = Objects.requireNonNull(Site.class.getResourceAsStream(RESOURCES + name), name)) {
                Files.write(folder.resolve(name), content.readAllBytes());
            }
        }
        // A script, since a page that was opened from disk may load no other file.
        Files.writeString(
                folder.resolve("search.js"),
                "window.guide = " + new ObjectMapper().writeValueAsString(index()) + ";\n");
        return pages.size();
    }

    private Map<String, Object> values(Page page) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("page", page);
        values.put("sections", navigation.sections());
        values.put(
                "toc",
                page.headings().stream().filter(heading -> heading.level() <= 3).toList());
        values.put("up", page.to(""));
        values.put("before", navigation.beside(page.target(), -1).orElse(null));
        values.put("after", navigation.beside(page.target(), 1).orElse(null));
        return values;
    }

    private List<Map<String, String>> index() {
        List<Map<String, String>> index = new ArrayList<>();
        for (Page page : pages) {
            for (Page.Passage passage : page.text()) {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("page", page.title());
                entry.put("title", passage.title());
                entry.put("to", page.target() + (passage.anchor().isEmpty() ? "" : "#" + passage.anchor()));
                entry.put("text", passage.text());
                index.add(entry);
            }
        }
        return index;
    }
}
