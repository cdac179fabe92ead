package dev.jedro.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's files without checksums, and without the processes {@code chmod} and {@code readlink} that Hadoop starts where its native library is not installed: one for each file that is written, and
 * eight for each that is renamed. What it answers is the same.
 */
final class RawLocalFiles extends RawLocalFileSystem {
    private static final int READ_WRITE_EXECUTE = 0777;

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
        java.nio.file.Path file = pathToFile(path).toPath();
        // Java has no sticky bit and no set-user-id, and Windows none of it.
        if (permission.toShort() != (permission.toShort() & READ_WRITE_EXECUTE)
                || Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
            super.setPermission(path, permission);
            return;
        }
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permission.toString()));
        } catch (NoSuchFileException e) {
            throw (IOException) new FileNotFoundException(e.getMessage()).initCause(e);
        }
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
        return Files.isSymbolicLink(pathToFile(path).toPath()) ? super.getFileLinkStatus(path) : getFileStatus(path);
    }
}
