package dev.jedro.docs;

import java.util.List;

/**
 * A page of the site.
 *
 * @param source below the repository, for instance {@code docs/catalog.md}
 * @param target below the site's folder, for instance {@code catalog.html}
 * @param title its first heading, without mark-up
 * @param body the HTML of what stands in it
 * @param headings those below the first
 * @param text what a search looks through
 */
public record Page(
        String source, String target, String title, String body, List<Heading> headings, List<Passage> text) {

    public Page {
        headings = List.copyOf(headings);
        text = List.copyOf(text);
    }

    /**
     * A heading.
     *
     * @param level 1 for the page's own
     * @param anchor what stands behind the {@code #} of a link to it
     */
    public record Heading(int level, String anchor, String title) {}

    /**
     * What stands between two headings.
     *
     * @param anchor of the heading before it; empty before the first
     */
    public record Passage(String anchor, String title, String text) {}

    /** The way from this page to another file of the site. */
    public String to(String other) {
        return "../".repeat((int) target.chars().filter(c -> c == '/').count()) + other;
    }
}
