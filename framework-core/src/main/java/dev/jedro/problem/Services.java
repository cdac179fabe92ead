package dev.jedro.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What jars on the class path bring by {@link ServiceLoader}. A broken jar is a user's problem, who can only choose another one: it is named, with its class. */
public final class Services {
    private static final Pattern PROVIDER = Pattern.compile("Provider ([\\w.$]+) ");
    private static final Pattern JAR = Pattern.compile("([^/!]+\\.jar)!");

    private Services() {}

    /**
     * Makes one object of each class that is listed for the service, in the order of the class path.
     *
     * @param code of the problem that one cannot be made
     * @throws JedroException with a problem for each that cannot be made
     */
    public static <S> List<S> found(Class<S> service, ClassLoader loader, Code code) {
        List<S> found = new ArrayList<>();
        Problems problems = new Problems();
        Iterator<S> services = ServiceLoader.load(service, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = services.hasNext();
                if (more) {
                    found.add(services.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                problems.add(broken(e, service, loader, code));
            }
        }
        problems.throwIfErrors();
        return found;
    }

    private static Problem broken(Error error, Class<?> service, ClassLoader loader, Code code) {
        String what = String.valueOf(error.getMessage());
        Throwable cause = error.getCause();
        Matcher provider = PROVIDER.matcher(what);
        String file = "META-INF/services/" + service.getName();
        boolean named = provider.find();
        Optional<String> jar = named ? jar(file, provider.group(1), loader) : Optional.empty();
        boolean own = named && jar.isEmpty();
        return Problem.error(
                        code,
                        (jar.isPresent()
                                        ? "What a jar brings cannot be made: "
                                        : "What the project lists cannot be made: ")
                                + what
                                + (cause == null ? "" : ": " + Cause.of(cause).text()))
                .at(Place.of(jar.map(name -> name + "!/" + file).orElse(own ? "src/main/resources/" + file : file)))
                .fix(
                        own
                                ? "correct the class, or take it out of that file"
                                : "use a version of the jar that fits Jedro's, or remove it from pom.xml");
    }

    /** The jar that lists the class. */
    private static Optional<String> jar(String file, String provider, ClassLoader loader) {
        try {
            for (URL url : Collections.list(loader.getResources(file))) {
                Matcher jar = JAR.matcher(url.toString());
                if (jar.find() && lists(url, provider)) {
                    return Optional.of(jar.group(1));
                }
            }
        } catch (IOException e) {
            // the class is named; the jar would only have been a help
        }
        return Optional.empty();
    }

    private static boolean lists(URL url, String provider) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(line -> line.strip().startsWith(provider));
        }
    }
}
