package dev.jedro.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An exception of somebody's code as a problem shows it: what it says, root cause first, and the lines of user code that led there.
 *
 * @param text one or more lines; never empty
 * @param places the user's own frames, innermost first, at most {@value #MOST_PLACES}; may be empty
 */
public record Cause(String text, List<Place> places) {
    private static final int MOST_PLACES = 5;
    private static final int MOST_OF_MESSAGE = 4000;
    /** As in com, org, net, dev and the codes of countries: the packages of different owners share such a first part. */
    private static final int LONGEST_DOMAIN = 3;

    private static final Pattern NOT_THEIRS = Pattern.compile(
            "(java|javax|jdk|sun|com\\.sun|dev\\.jedro|com\\.google\\.inject|picocli|org\\.apache|org\\.sparkproject|scala|io\\.delta)\\..*");

    public Cause {
        places = List.copyOf(places);
    }

    /** Reads an exception and its causes; the user's frames are those of neither the JDK nor Jedro. */
    public static Cause of(Throwable thrown) {
        return of(thrown, name -> !NOT_THEIRS.matcher(name).matches());
    }

    /** As {@link #of(Throwable)}, but a library beneath the user's code is left out too: only classes near {@code theirs} count as the user's. */
    public static Cause of(Throwable thrown, Class<?> theirs) {
        String near = root(theirs.getPackageName()) + ".";
        Cause cause = of(thrown, name -> name.startsWith(near));
        return cause.places.isEmpty() ? of(thrown) : cause;
    }

    /** The part of a package's name that its owner has chosen once: {@code com.acme} of a domain, {@code flights} where there is none. */
    private static String root(String packageName) {
        String[] parts = packageName.split("\\.");
        boolean domain = parts.length > 1 && parts[0].length() <= LONGEST_DOMAIN;
        return domain ? parts[0] + "." + parts[1] : parts[0];
    }

    private static Cause of(Throwable thrown, Predicate<String> isTheirs) {
        List<Throwable> chain = chain(thrown);
        StringBuilder text = new StringBuilder();
        List<Place> places = List.of();
        for (int i = chain.size() - 1; i >= 0; i--) {
            Throwable link = chain.get(i);
            text.append(text.isEmpty() ? "" : "\nwhich caused ").append(line(link));
            if (places.isEmpty()) {
                places = userFrames(link, isTheirs);
            }
        }
        return new Cause(text.toString(), places);
    }

    /** The problem with the places of this cause added. */
    public Problem at(Problem problem) {
        Problem placed = problem;
        for (Place place : places) {
            placed = placed.at(place);
        }
        return placed;
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static String line(Throwable link) {
        String name = link.getClass().getSimpleName();
        if (name.isEmpty()) {
            name = link.getClass().getName();
        }
        try {
            String message = link.getMessage();
            Throwable cause = link.getCause();
            if (message == null || message.isBlank() || (cause != null && message.equals(cause.toString()))) {
                return name;
            }
            return name + ": " + shortened(message.stripTrailing());
        } catch (RuntimeException e) { // an exception's own code may be broken, too
            return name + ", whose message cannot be read";
        }
    }

    private static String shortened(String message) {
        return message.length() <= MOST_OF_MESSAGE
                ? message
                : message.substring(0, MOST_OF_MESSAGE) + " … and " + (message.length() - MOST_OF_MESSAGE)
                        + " characters more";
    }

    private static List<Place> userFrames(Throwable link, Predicate<String> isTheirs) {
        List<Place> places = new ArrayList<>();
        for (StackTraceElement frame : link.getStackTrace()) {
            if (isTheirs.test(frame.getClassName()) && isWritten(frame) && places.size() < MOST_PLACES) {
                String file = frame.getFileName();
                Place place = Place.of(file == null ? frame.getClassName() : file, Math.max(0, frame.getLineNumber()));
                if (!places.contains(place)) { // a recursion says nothing more the second time
                    places.add(place);
                }
            }
        }
        return places;
    }

    /** Whether somebody wrote the class: the JVM makes one for each lambda, and shows it where memory or stack ran out. */
    private static boolean isWritten(StackTraceElement frame) {
        return !frame.getClassName().contains("$$Lambda");
    }
}
