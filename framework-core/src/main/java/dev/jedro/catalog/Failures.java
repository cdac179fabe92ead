package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.SecretBook;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what went wrong with a dataset in words that name it, without its secrets. */
final class Failures {
    private final DatasetDefinition definition;
    private final ConfigMap credentials;
    private final Path root;

    /** @param root of the project: what lies in it is shown without it */
    Failures(DatasetDefinition definition, ConfigMap credentials, Path root) {
        this.root = root;
        this.definition = definition;
        this.credentials = credentials;
    }

    JedroException of(CatalogCode code, String verb, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof JedroException known) {
            return new JedroException(known.problems().stream().map(this::named).toList(), known);
        }
        Problem problem = Problem.error(
                        code, definition.subject() + " could not be " + verb + ": " + hide(reason(failure)))
                .at(definition.place());
        return new JedroException(advised(problem, failure), failure);
    }

    private Problem named(Problem problem) {
        List<Place> where = new ArrayList<>(problem.where());
        if (!where.contains(definition.place())) {
            where.add(definition.place());
        }
        return new Problem(
                problem.code(),
                problem.severity(),
                hide(definition.named(problem).what()),
                where,
                problem.near(),
                problem.fixes());
    }

    Problem problem(CatalogCode code, String what) {
        return Problem.error(code, definition.subject() + " " + what).at(definition.place());
    }

    /** The JDK's own messages of these are a bare path. */
    private static String reason(Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for '" + denied.getFile() + "'";
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no '" + missing.getFile() + "'";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return "'" + ((FileSystemException) failure).getFile() + "' is a file, not a folder";
        }
        if (failure instanceof ClosedByInterruptException) {
            return "the node's thread was interrupted";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason() + ": '" + known.getFile() + "'";
        }
        if (failure instanceof Error) { // its message alone is a bare name
            return failure.toString();
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Problem advised(Problem problem, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof AccessDeniedException) {
            return problem.fix("give yourself the right to read and write there, or choose another path");
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return problem.fix("move that file away, or choose another path");
        }
        if (failure instanceof NoSuchFileException) {
            return problem.fix("choose a path that can be made");
        }
        if (message.contains("neither a file nor a folder")) {
            return problem.fix("choose another path: a device or pipe cannot be replaced as a file can");
        }
        if (message.contains("File name too long")) {
            return problem.fix("choose a path whose names are shorter");
        }
        if (message.contains("No space left")) {
            return problem.fix("free some space, or choose a path on another disk; what was there before is unchanged");
        }
        if (message.contains("Read-only file system")) {
            return problem.fix("choose a path that can be written to");
        }
        if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
            return problem.fix("run again: what was there before is unchanged");
        }
        return problem.fix("see the cause with --verbose");
    }

    private String hide(String message) {
        return SecretBook.of(credentials).masked(message.replace(root + File.separator, ""));
    }
}
