package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.Version;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Maven, as a process of its own: the project's wrapper if it has one, else the one on the path. */
final class Maven {
    /** The phase that makes {@code target/classes}. */
    static final String COMPILE = "compile";

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Pattern REPOSITORY = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)");
    private static final Pattern UNREACHED = Pattern.compile("Could not transfer|Unknown host|timed out");
    private static final String NETWORK =
            "connect to the network; libraries are fetched once, and then all works without it. Behind a proxy or a"
                    + " mirror, name it in ~/.m2/settings.xml";
    private static final Pattern UNRESOLVED = Pattern.compile("Could not resolve dependencies|Could not find artifact");
    private static final Pattern JEDRO = Pattern.compile("\\bdev\\.jedro:[\\w.-]+:(?:jar|pom):([^:,\\s)]+)");
    private final Path root;
    private final Optional<Reactor> reactor;
    private final Path log;
    private final Consumer<String> progress;
    private boolean compiled;

    Maven(Path root, Optional<Reactor> reactor, Path state, Consumer<String> progress) {
        this.root = root;
        this.reactor = reactor;
        this.log = state.resolve("maven.log");
        this.progress = progress;
    }

    /** What Maven printed, in case that it failed: without the escape sequences that it writes even where it may not colour. */
    record Failure(String output) {
        private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");

        Failure {
            output = ESCAPE.matcher(output).replaceAll("");
        }
    }

    /**
     * Runs goals without the network first, and with it only if that failed: most of the time all is there already. Where the project is a module of a larger build, the modules that it
     * needs are worked on before it, unless one of them can only be had packed.
     *
     * @param what for the progress line, such as {@code Asking Maven for the class path}
     * @return empty if Maven succeeded
     */
    Optional<Failure> run(String what, String... goals) throws IOException {
        progress.accept(what + " ...");
        List<String> alone = List.of("-f", root.resolve("pom.xml").toString());
        Optional<Failure> failure = runOn(reactor.map(Reactor::selection).orElse(alone), goals);
        if (failure.isPresent()
                && reactor.isPresent()
                && UNRESOLVED.matcher(failure.get().output()).find()
                && runOn(alone, goals).isEmpty()) {
            failure = Optional.empty();
        }
        compiled |= failure.isEmpty() && List.of(goals).contains(COMPILE);
        return failure;
    }

    /** Whether a run of this instance has compiled the project. */
    boolean hasCompiled() {
        return compiled;
    }

    private Optional<Failure> runOn(List<String> selection, String... goals) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(executable(System.getenv()).toString(), "-B", "-q", "-Dstyle.color=never"));
        command.addAll(selection);
        command.addAll(List.of(goals));
        if (start(command, "-o") == 0) {
            return Optional.empty();
        }
        String offline = Files.readString(log);
        if (!isAboutMissingFiles(offline)) {
            return Optional.of(new Failure(offline));
        }
        progress.accept("Fetching what is missing with Maven ...");
        return start(command, "-U") == 0 ? Optional.empty() : Optional.of(new Failure(Files.readString(log)));
    }

    private static boolean isAboutMissingFiles(String output) {
        return output.contains("offline") || output.contains("has not been downloaded");
    }

    private int start(List<String> command, String network) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add(network);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> env = builder.environment();
        env.put("JAVA_HOME", System.getProperty("java.home"));
        // Half the time of a short Maven run, as measured.
        env.merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", (users, ours) -> ours + " " + users);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Maven ran", e);
        }
    }

    /** @throws JedroException if there is no Maven */
    Path executable(Map<String, String> env) {
        Optional<Path> wrapper = Stream.concat(Stream.of(root), reactor.map(Reactor::root).stream())
                .map(folder -> folder.resolve(WINDOWS ? "mvnw.cmd" : "mvnw"))
                .filter(Files::isExecutable)
                .findFirst();
        if (wrapper.isPresent()) {
            return wrapper.get();
        }
        Stream<Path> homes = Stream.of("MAVEN_HOME", "M2_HOME")
                .map(env::get)
                .filter(home -> home != null && !home.isEmpty())
                .map(home -> Path.of(home, "bin"));
        Stream<Path> path = Stream.of(env.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(path, homes)
                .map(folder -> folder.resolve(WINDOWS ? "mvn.cmd" : "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                CliCode.NO_MAVEN,
                                "Maven is needed to find the project's libraries, and there is neither a wrapper 'mvnw' here"
                                        + " nor 'mvn' on the path.")
                        .at(Place.of("PATH"))
                        .fix("install Maven 3.8 or newer, and open a new terminal")
                        .fix("add a wrapper to the project: mvn wrapper:wrapper")));
    }

    /** The local repository that {@code MAVEN_OPTS} names; empty if it names none, so that Maven's settings decide. */
    static String repository(Map<String, String> env) {
        Matcher named = REPOSITORY.matcher(env.getOrDefault("MAVEN_OPTS", ""));
        return named.find() ? named.group(1) : "";
    }

    /** The problem that stands for a failure of which nothing more exact is known. */
    Problem problem(Failure failure, String what) {
        List<String> errors = failure.output()
                .lines()
                .filter(line -> line.startsWith("[ERROR]") || line.startsWith("[FATAL]"))
                .map(line -> line.substring(line.indexOf(']') + 1)
                        .replaceFirst("-> \\[Help \\d+]$", "")
                        .strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("[Help"))
                .filter(line -> !line.startsWith("To see the full stack") && !line.startsWith("Re-run Maven"))
                .filter(line -> !line.startsWith("For more information about the errors"))
                .distinct()
                .limit(6)
                .toList();
        String said = errors.isEmpty() ? "" : "\n" + String.join("\n", errors);
        Problem problem = Problem.error(CliCode.MAVEN_FAILED, what + said)
                .at(Place.of(root.relativize(log).toString()));
        Matcher jedro = JEDRO.matcher(said);
        if (jedro.find() && !jedro.group(1).equals(Version.current())) {
            problem = problem.fix("the project asks for Jedro " + jedro.group(1) + ", and this is Jedro "
                    + Version.current() + ": name this one in pom.xml (jedro.version), or install that one");
        } else if (UNREACHED.matcher(said).find()) {
            problem = problem.fix(NETWORK);
        } else if (reactor.isPresent() && UNRESOLVED.matcher(said).find()) {
            problem = problem.fix("if it is what another module of the same build packs, install that first: mvn -f "
                    + root.relativize(reactor.get().root().resolve("pom.xml")) + " -DskipTests install");
        }
        return problem.fix("mend what Maven says; the whole of it is in " + root.relativize(log));
    }

    /** Reads a file that a goal wrote. */
    static String written(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
