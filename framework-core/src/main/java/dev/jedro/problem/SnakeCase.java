package dev.jedro.problem;

/** How names of Java are spelled in files, on the command line and in tables. */
public final class SnakeCase {
    private SnakeCase() {}

    /** {@code testSize} becomes {@code test_size}, {@code baseURL} {@code base_url}, {@code URLPath} {@code url_path}. */
    public static String of(String camelCase) {
        StringBuilder snake = new StringBuilder(camelCase.length() + 4);
        for (int i = 0; i < camelCase.length(); i++) {
            char letter = camelCase.charAt(i);
            if (Character.isUpperCase(letter) && i > 0 && startsWord(camelCase, i)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(letter));
        }
        return snake.toString();
    }

    private static boolean startsWord(String name, int at) {
        char before = name.charAt(at - 1);
        if (before == '_') {
            return false;
        }
        boolean endsAcronym = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !Character.isUpperCase(before) || endsAcronym;
    }
}
