package dev.jedro.starters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Copies a git repository where there is no git. It knows no keys of ssh and no helpers of credentials: public addresses, and those with a token in them. */
final class JGitFetch {
    private final int seconds;

    /** @param seconds how long a server may be silent */
    JGitFetch(int seconds) {
        this.seconds = seconds;
    }

    /** @param target absent */
    void into(Path target, String address, Optional<String> checkout) throws IOException {
        try {
            List<String> names = names(address);
            boolean named = checkout.isEmpty() || names.contains(checkout.get());
            CloneCommand clone = Git.cloneRepository()
                    .setURI(address)
                    .setDirectory(target.toFile())
                    .setTimeout(seconds);
            if (named) {
                clone.setDepth(1);
                checkout.ifPresent(clone::setBranch);
            }
            try (Git copy = clone.call()) {
                if (!named) {
                    checkOut(copy, checkout.orElseThrow(), names, address);
                }
            }
        } catch (GitAPIException | JGitInternalException e) {
            Throwable cause = e.getCause() == null || e.getCause().getMessage() == null ? e : e.getCause();
            throw GitFetch.failed("JGit says: " + cause.getMessage(), address);
        }
    }

    private List<String> names(String address) throws GitAPIException {
        Collection<Ref> refs = Git.lsRemoteRepository()
                .setRemote(address)
                .setHeads(true)
                .setTags(true)
                .setTimeout(seconds)
                .call();
        return refs.stream()
                .map(ref -> Repository.shortenRefName(ref.getName()))
                .toList();
    }

    private static void checkOut(Git copy, String commit, List<String> names, String address)
            throws GitAPIException, IOException {
        try {
            ObjectId id = copy.getRepository().resolve(commit + "^{commit}");
            if (id != null) {
                copy.checkout().setName(id.name()).call();
                return;
            }
        } catch (RevisionSyntaxException e) {
            // No more a revision than one that is not there.
        }
        throw GitFetch.unknown(commit, names, address);
    }
}
