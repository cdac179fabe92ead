package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AtomicFileTest {
    @TempDir
    Path root;

    private static void replace(Path target, String text) throws IOException {
        try (AtomicFile file = AtomicFile.replacing(target)) {
            Files.writeString(file.temporary(), text);
            file.commit();
        }
    }

    @Test
    void keepsThePermissionsOfTheFileItReplaces() throws IOException {
        Path file = Files.writeString(root.resolve("a.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void replacesAFileWhoseNameIsAsLongAsCanBe() throws IOException {
        Path file = root.resolve("ž".repeat(125) + ".csv");

        replace(file, "old");
        replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(root.toFile().list()).hasSize(1);
    }

    @Test
    void refusesWhatIsNeitherFileNorFolder() throws IOException {
        Path socket = root.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> AtomicFile.replacing(socket))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("neither a file nor a folder");
        }
    }

    @Test
    void refusesAFolderThatCannotBeWrittenBeforeAnythingIsMade() throws IOException {
        Path folder = Files.createDirectory(root.resolve("closed"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(folder))
                .as("the super-user may write anywhere")
                .isFalse();

        assertThatThrownBy(() -> AtomicFile.replacing(folder.resolve("a.txt")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextSave() throws Exception {
        String own = Leftovers.OWNER;
        String dead = ownerThatIsDead();
        Path stale = Files.createDirectories(root.resolve(".a." + dead + "x.tmp.csv"))
                .resolve("part.csv");
        Files.writeString(stale, "half");
        Path living = Files.writeString(root.resolve(".a." + own + "x.tmp.csv"), "being written");
        Path elsewhere = Files.writeString(root.resolve(".a.other" + dead + "x.tmp.csv"), "of another machine");
        Path users = Files.writeString(root.resolve(".hidden.tmp.csv"), "a user's own");

        replace(root.resolve("a.csv"), "whole");

        assertThat(stale.getParent()).doesNotExist();
        assertThat(living).exists();
        assertThat(elsewhere).exists();
        assertThat(users).exists();
    }

    @Test
    void aFolderThatAKilledProcessHadMovedAsideComesBack() throws Exception {
        Path lost = Files.createDirectory(root.resolve(".a." + ownerThatIsDead() + "x.old"));
        Files.writeString(lost.resolve("part.csv"), "kept");
        Path replaced = Files.createDirectory(root.resolve(".b." + ownerThatIsDead() + "x.old"));
        Path there = Files.createDirectory(root.resolve("b"));

        Leftovers.sweepNow(root);

        assertThat(root.resolve("a").resolve("part.csv")).hasContent("kept");
        assertThat(there).exists();
        assertThat(lost).doesNotExist();
        assertThat(replaced).doesNotExist();
    }

    /** Replaces a folder again and again: its path, and how often. */
    static final class Replacing {
        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                try (AtomicFile folder = AtomicFile.replacing(Path.of(arguments[0]))) {
                    Path next = Files.createDirectory(folder.temporary());
                    Files.writeString(next.resolve("a"), "" + i);
                    Files.writeString(next.resolve("b"), "" + i);
                    folder.commit();
                }
            }
        }
    }

    @Test
    void severalProcessesReplaceOneFolderAtATimeAndNoneFails() throws Exception {
        String[] work = {root.resolve("parts").toString(), "2000"};
        Process other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Replacing.class.getName(),
                        work[0],
                        work[1])
                .redirectErrorStream(true)
                .start();
        try {
            while (!Files.exists(root.resolve("parts")) && other.isAlive()) {
                Thread.onSpinWait();
            }
            Replacing.main(work);

            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
        assertThat(root.toFile().list()).containsExactly("parts");
        assertThat(root.resolve("parts/a")).hasSameTextualContentAs(root.resolve("parts/b"));
    }

    private static String ownerThatIsDead() throws Exception {
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start();
        process.waitFor();
        return Leftovers.OWNER.replaceFirst(
                "-\\w+-\\w+-$", "-" + Long.toString(process.pid(), Character.MAX_RADIX) + "-1-");
    }

    @Nested
    class BehindALink {
        private Path store;

        @BeforeEach
        void makeAStore() throws IOException {
            store = Files.createDirectory(root.resolve("store"));
        }

        @Test
        void replacesTheFileAndKeepsTheLink() throws IOException {
            Path real = Files.writeString(store.resolve("real.txt"), "old");
            Path second = Files.createSymbolicLink(store.resolve("second.txt"), Path.of("real.txt"));
            Path first = Files.createSymbolicLink(root.resolve("first.txt"), second);

            replace(first, "new");

            assertThat(first).isSymbolicLink().hasContent("new");
            assertThat(second).isSymbolicLink();
            assertThat(real).isRegularFile().hasContent("new");
            assertThat(store).isDirectoryNotContaining(file -> AtomicFile.temporary(file));
        }

        @Test
        void makesTheFileThatIsNotThereYet() throws IOException {
            Path link = Files.createSymbolicLink(root.resolve("link.txt"), Path.of("store", "later.txt"));

            replace(link, "new");

            assertThat(link).isSymbolicLink();
            assertThat(store.resolve("later.txt")).hasContent("new");
        }

        @Test
        void replacesAFolderAndKeepsTheLink() throws IOException {
            Path real = Files.createDirectory(store.resolve("parts"));
            Files.writeString(real.resolve("old.txt"), "old");
            Path link = Files.createSymbolicLink(root.resolve("parts"), real);

            try (AtomicFile folder = AtomicFile.replacing(link)) {
                Files.createDirectory(folder.temporary());
                Files.writeString(folder.temporary().resolve("new.txt"), "new");
                folder.commit();
            }

            assertThat(link).isSymbolicLink();
            assertThat(real.toFile().list()).containsExactly("new.txt");
        }

        @Test
        void refusesALoop() throws IOException {
            Path link = Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
            Files.createSymbolicLink(root.resolve("b"), Path.of("a"));

            assertThatThrownBy(() -> AtomicFile.replacing(link)).isInstanceOf(FileSystemLoopException.class);
        }
    }
}
