package dev.jedro.cli.terminal;

/** Colours and weights of text on a terminal. */
public enum Style {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    /** As it comes. */
    PLAIN("");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** {@code text} in this style, or as it is where the terminal has no colours. */
    public String of(String text, boolean colour) {
        return colour && this != PLAIN ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
