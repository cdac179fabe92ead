package dev.jedro.starters;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies a git repository: with git, which knows the user's keys and proxies, or without it by JGit. Nobody is asked for a password. */
final class GitFetch {
    private static final Pattern USER = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern REF =
            Pattern.compile("^\\S+\\s+refs/(?:heads|tags)/(\\S+?)(?:\\^\\{})?$", Pattern.MULTILINE);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final int ANSWER_SECONDS = 30;
    private static final int CLONE_SECONDS = 600;
    private final Optional<Path> git;
    private final int answerSeconds;

    /** @param git the program; empty for JGit */
    GitFetch(Optional<Path> git) {
        this(git, ANSWER_SECONDS);
    }

    /** @param answerSeconds how long a server may take to say what it has */
    GitFetch(Optional<Path> git, int answerSeconds) {
        this.git = git;
        this.answerSeconds = answerSeconds;
    }

    /** The program {@code git} on the path. */
    static Optional<Path> binary(Map<String, String> env) {
        return Stream.of(env.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, "git"), Path.of(folder, "git.exe")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** An address without the password that it may have in it. */
    static String masked(String text) {
        return USER.matcher(text).replaceAll("://<redacted>@");
    }

    /** @return the clone, in the folder */
    Path into(DraftFolder draft, String address, Optional<String> checkout) throws IOException {
        Path target = draft.path().resolve("clone");
        if (git.isEmpty()) {
            new JGitFetch(answerSeconds).into(target, address, checkout);
            return target;
        }
        String program = git.get().toString();
        String said =
                run(draft, List.of(program, "ls-remote", "--heads", "--tags", "--", address), address, answerSeconds);
        List<String> names = REF.matcher(said)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        boolean named = checkout.isEmpty() || names.contains(checkout.get());
        if (!named && !COMMIT.matcher(checkout.orElseThrow()).matches()) {
            throw unknown(checkout.orElseThrow(), names, address);
        }
        List<String> clone = new ArrayList<>(List.of(program, "-c", "advice.detachedHead=false", "clone", "--quiet"));
        if (named) {
            clone.addAll(List.of("--depth", "1"));
            checkout.ifPresent(ref -> clone.addAll(List.of("--branch", ref)));
        }
        clone.addAll(List.of("--", address, target.toString()));
        run(draft, clone, address, CLONE_SECONDS);
        if (!named) {
            try {
                run(
                        draft,
                        List.of(
                                program,
                                "-C",
                                target.toString(),
                                "checkout",
                                "--quiet",
                                "--detach",
                                checkout.orElseThrow()),
                        address,
                        CLONE_SECONDS);
            } catch (JedroException e) {
                throw unknown(checkout.orElseThrow(), names, address);
            }
        }
        return target;
    }

    private static String run(DraftFolder draft, List<String> command, String address, int seconds) throws IOException {
        Path said = draft.path().resolve("git.out");
        Path errors = draft.path().resolve("git.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(errors.toFile());
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        draft.writtenBy(process);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw failed("It does not answer within " + seconds + " seconds.", address);
            }
            if (process.exitValue() != 0) {
                DraftFolder.waitIfEnding();
                throw failed(reason(Files.readString(errors, StandardCharsets.UTF_8)), address);
            }
            return Files.readString(said, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String reason(String errors) {
        String lines = errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("Please make sure")
                        && !line.startsWith("and the repository"))
                .map(line -> line.replaceFirst("^(fatal|error|warning): ", ""))
                .limit(3)
                .collect(Collectors.joining("; "));
        return "git says: " + (lines.isEmpty() ? "nothing" : lines);
    }

    static JedroException failed(String why, String address) {
        Matcher end = Pattern.compile("[.!?]$").matcher(why);
        return new JedroException(Problem.error(
                        StarterCode.NOT_FETCHED,
                        masked("The repository of the starter cannot be fetched. " + why + (end.find() ? "" : ".")))
                .at(Place.of(masked(address)))
                .fix("look at the address; this must work: git ls-remote " + masked(address)));
    }

    static JedroException unknown(String checkout, Collection<String> names, String address) {
        Problem problem = Problem.error(
                        StarterCode.UNKNOWN_REVISION, "The repository has no branch, tag or commit '" + checkout + "'.")
                .at(Place.of(masked(address)))
                .near(NearNames.of(checkout, names));
        return new JedroException(problem.fix("see what there is: git ls-remote " + masked(address)));
    }
}
