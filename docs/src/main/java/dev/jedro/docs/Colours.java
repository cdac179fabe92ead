package dev.jedro.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours the few languages that the guide shows: enough to read by, no more. */
final class Colours {
    private static final String STRING = "(?<string>\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*')";
    private static final Map<String, Pattern> LANGUAGES = Map.of(
            "java",
            Pattern.compile(
                    "(?<comment>//[^\n]*|/\\*.*?\\*/)|" + STRING
                            + "|(?<keyword>\\b(?:abstract|assert|boolean|break|case|catch|char|class|continue|default|do|double|else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new|null|package|private|protected|public|record|return|sealed|static|super|switch|this|throw|throws|true|false|try|var|void|while)\\b)"
                            + "|(?<mark>@\\w+)",
                    Pattern.DOTALL),
            "yaml",
            Pattern.compile("(?<comment>(?<![^\\s])#[^\n]*)|" + STRING
                    + "|(?<keyword>(?m:^)[ -]*[\\w.{}@$/*-]+(?=:(?:\\s|$)))|(?<mark>\\$\\{[^}]*})"),
            "xml",
            Pattern.compile(
                    "(?<comment><!--.*?-->)|" + STRING + "|(?<keyword></?[\\w.:-]+|/?>)|(?<mark>\\$\\{[^}]*})",
                    Pattern.DOTALL),
            "console",
            Pattern.compile("(?<keyword>(?m:^)\\$ [^\n]*)|(?<comment>(?m:^)#[^\n]*)|(?<mark>\\bJED-\\d{3}\\b)"));
    private static final List<String> KINDS = List.of("comment", "string", "keyword", "mark");

    private Colours() {}

    /** A block of code as HTML; without colours in a language that is not known. */
    static String block(String language, String code) {
        String name = language == null ? "" : language.split(" ", 2)[0];
        Pattern pattern = LANGUAGES.get(name);
        return "<pre class=\"code\" data-language=\"" + escape(name) + "\"><code>"
                + (pattern == null ? escape(code) : coloured(pattern, code)) + "</code></pre>";
    }

    private static String coloured(Pattern pattern, String code) {
        StringBuilder html = new StringBuilder();
        Matcher token = pattern.matcher(code);
        int from = 0;
        while (token.find()) {
            html.append(escape(code.substring(from, token.start())));
            html.append("<span class=\"").append(kind(pattern, token)).append("\">");
            html.append(escape(token.group())).append("</span>");
            from = token.end();
        }
        return html.append(escape(code.substring(from))).toString();
    }

    private static String kind(Pattern pattern, Matcher token) {
        return KINDS.stream()
                .filter(kind -> pattern.pattern().contains("(?<" + kind + ">") && token.group(kind) != null)
                .findFirst()
                .orElseThrow();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
