package dev.jedro.mlflow.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What git says of a project's folder, as tags. */
final class GitState {
    private static final int PATIENCE_SECONDS = 5;

    private GitState() {}

    /** Empty where there is no git, or no commit yet. */
    static Map<String, String> of(Path root) {
        if (!isInRepository(root)) {
            return Map.of();
        }
        try {
            Process git = new ProcessBuilder("git", "status", "--porcelain=v2", "--branch")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
                git.destroyForcibly();
                return Map.of();
            }
            return tags(said);
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** To ask git, which is a process, takes longer than many a node. */
    private static boolean isInRepository(Path root) {
        if (System.getenv("GIT_DIR") != null) {
            return true;
        }
        for (Path folder = root.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (folder.resolve(".git").toFile().exists()) {
                return true;
            }
        }
        return false;
    }

    static Map<String, String> tags(String said) {
        Map<String, String> tags = new LinkedHashMap<>();
        boolean dirty = false;
        for (String line : said.split("\n", -1)) {
            if (line.startsWith("# branch.oid ") && !line.endsWith("(initial)")) {
                tags.put("mlflow.source.git.commit", line.substring("# branch.oid ".length()));
            } else if (line.startsWith("# branch.head ")) {
                tags.put("mlflow.source.git.branch", line.substring("# branch.head ".length()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                dirty = true;
            }
        }
        if (!tags.containsKey("mlflow.source.git.commit")) {
            return Map.of();
        }
        tags.put("mlflow.source.git.dirty", String.valueOf(dirty));
        return tags;
    }
}
