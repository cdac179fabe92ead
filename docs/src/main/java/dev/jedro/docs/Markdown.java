package dev.jedro.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads a page of Markdown, as GitHub shows it, and makes HTML of it. */
final class Markdown {
    private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
    /** Of characters in a cell that is not broken into lines. */
    private static final int LONGEST_LINE = 16;

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    private Markdown() {}

    /**
     * Makes a page.
     *
     * @param links changes the addresses of links to files
     */
    static Page page(String source, String target, String markdown, UnaryOperator<String> links) {
        Node document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (!link.getDestination().matches("[a-z]+:.*")) {
                    link.setDestination(links.apply(link.getDestination()));
                }
                visitChildren(link);
            }
        });
        List<Page.Heading> headings = new ArrayList<>();
        List<Page.Passage> passages = passages(document, headings);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> new HeadingAnchors(headings))
                .nodeRendererFactory(CodeBlocks::new)
                .build();
        String title = headings.isEmpty() ? source : headings.get(0).title();
        return new Page(
                source,
                target,
                title,
                renderer.render(document),
                headings.isEmpty() ? List.of() : headings.subList(1, headings.size()),
                passages);
    }

    private static List<Page.Passage> passages(Node document, List<Page.Heading> headings) {
        Anchors anchors = new Anchors();
        List<Page.Passage> passages = new ArrayList<>();
        Page.Heading last = new Page.Heading(1, "", "");
        StringBuilder text = new StringBuilder();
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                passages.add(new Page.Passage(last.anchor(), last.title(), text.toString()));
                text.setLength(0);
                String title = TEXT.render(heading).strip().replaceFirst(":$", ""); // the renderer's
                last = new Page.Heading(heading.getLevel(), anchors.next(title), title);
                headings.add(last);
            } else if (!(block instanceof HtmlBlock)) {
                text.append(TEXT.render(block).replaceAll("\\s+", " ")).append(' ');
            }
        }
        passages.add(new Page.Passage(last.anchor(), last.title(), text.toString()));
        passages.removeIf(passage -> passage.title().isEmpty() && passage.text().isBlank());
        return passages;
    }

    /** Gives headings their anchors, and lets wide tables be moved by themselves. */
    private static final class HeadingAnchors implements org.commonmark.renderer.html.AttributeProvider {
        private final List<Page.Heading> headings;
        private int next;

        HeadingAnchors(List<Page.Heading> headings) {
            this.headings = headings;
        }

        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof Heading && node.getParent().getParent() == null) {
                attributes.put("id", headings.get(next++).anchor());
            } else if (node instanceof TableBlock) {
                attributes.put("tabindex", "0");
            } else if (node instanceof TableCell && TEXT.render(node).length() <= LONGEST_LINE) {
                attributes.put("class", "short");
            }
        }
    }

    /** Colours code. */
    private static final class CodeBlocks implements NodeRenderer {
        private final HtmlWriter html;

        CodeBlocks(HtmlNodeRendererContext context) {
            html = context.getWriter();
        }

        @Override
        public java.util.Set<Class<? extends Node>> getNodeTypes() {
            return java.util.Set.of(FencedCodeBlock.class, HtmlBlock.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FencedCodeBlock code) {
                html.line();
                html.raw(Colours.block(code.getInfo(), code.getLiteral()));
                html.line();
            } // comments in pages are for tests
        }
    }
}
