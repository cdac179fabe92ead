package dev.jedro.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.spark.OnTheEngine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "elsewhere permissions are not POSIX's, and Hadoop's own way is taken")
@OnTheEngine
class LocalFilesTest {
    @TempDir
    java.nio.file.Path folder;

    private static <T extends RawLocalFileSystem> T opened(T files) throws IOException {
        files.initialize(URI.create("file:///"), new Configuration());
        return files;
    }

    private Path path(String name) {
        return new Path(folder.resolve(name).toUri());
    }

    @Test
    void givesAFileEachOfThe512Permissions() throws IOException {
        java.nio.file.Path file = Files.createFile(folder.resolve("file"));
        RawLocalFiles files = opened(new RawLocalFiles());

        for (short mode = 0; mode <= 0777; mode++) {
            FsPermission permission = new FsPermission(mode);
            files.setPermission(path("file"), permission);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(permission.toString());
        }
    }

    @Test
    void leavesToHadoopWhatJavaCannotSay() throws IOException {
        Files.createDirectory(folder.resolve("shared"));

        opened(new RawLocalFiles()).setPermission(path("shared"), new FsPermission((short) 01777));

        assertThat(Files.getAttribute(folder.resolve("shared"), "unix:mode")).isEqualTo(0041777);
    }

    @Test
    void saysThatAFileIsNotThere() throws IOException {
        RawLocalFiles files = opened(new RawLocalFiles());

        assertThatThrownBy(() -> files.setPermission(path("nothing"), FsPermission.getFileDefault()))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> files.getFileLinkStatus(path("nothing"))).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void saysOfAPathWhatHadoopSays() throws IOException {
        Files.writeString(folder.resolve("file"), "12345");
        Files.createDirectory(folder.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
        RawLocalFiles ours = opened(new RawLocalFiles());
        RawLocalFileSystem hadoops = opened(new RawLocalFileSystem());

        for (String name : List.of("file", "folder", "link")) {
            for (Path path : List.of(path(name), new Path(folder.resolve(name).toString()))) {
                assertThat(said(ours.getFileLinkStatus(path))).isEqualTo(said(hadoops.getFileLinkStatus(path)));
            }
        }
    }

    private static List<Object> said(FileStatus status) throws IOException {
        return List.of(
                status.getPath(),
                status.isFile(),
                status.isDirectory(),
                status.isSymlink(),
                status.isSymlink() ? status.getSymlink() : "",
                status.getLen(),
                status.getModificationTime());
    }

    @Test
    void keepsTheChecksumsOfHadoop() throws Exception {
        FileContext context = FileContext.getFileContext(
                new LocalFilesOfContext(URI.create("file:///"), new Configuration()), new Configuration());
        try (var out = context.create(path("first"), EnumSet.of(CreateFlag.CREATE))) {
            out.writeUTF("some text");
        }
        context.rename(path("first"), path("second"));
        LocalFilesOfFileSystem files = new LocalFilesOfFileSystem();
        files.initialize(URI.create("file:///"), new Configuration());

        assertThat(folder).isDirectoryContaining("glob:**.second.crc").isDirectoryNotContaining("glob:**.first.crc");
        assertThat(read(files, "second")).isEqualTo("some text");
        Files.writeString(folder.resolve("second"), "same name, other text");
        assertThatThrownBy(() -> read(files, "second")).isInstanceOf(ChecksumException.class);
    }

    private String read(FileSystem files, String name) throws IOException {
        try (var in = files.open(path(name))) {
            return in.readUTF();
        }
    }

    @Test
    void writesWhereNoProgramIsFound() throws IOException {
        assertThat(withoutPrograms("ours")).contains("written");
    }

    @Test
    void isNeededForThat() throws IOException {
        assertThat(withoutPrograms("hadoop"))
                .contains("Cannot run program \"chmod\"")
                .doesNotContain("written");
    }

    private String withoutPrograms(String whose) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WritesFiles.class.getName(),
                whose,
                folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.toString());
        Process process = builder.start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
