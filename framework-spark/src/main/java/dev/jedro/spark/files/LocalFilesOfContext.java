package dev.jedro.spark.files;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** What {@link LocalFilesOfFileSystem} is for Hadoop's {@code FileSystem}, for its {@code FileContext}: by that Delta writes its log. */
public final class LocalFilesOfContext extends ChecksumFs {
    /** For Hadoop, which passes the address {@code file:///}. */
    public LocalFilesOfContext(URI address, Configuration conf) throws IOException, URISyntaxException {
        super(new Raw(address, conf));
    }

    private static final class Raw extends DelegateToFileSystem {
        Raw(URI address, Configuration conf) throws IOException, URISyntaxException {
            super(address, new RawLocalFiles(), conf, "file", false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1; // files have none
        }

        @Override
        public boolean isValidName(String source) {
            return true; // as of Hadoop's own: a file's name may have a colon
        }
    }
}
