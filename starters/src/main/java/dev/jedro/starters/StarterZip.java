package dev.jedro.starters;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a zip archive, of which nobody knows who made it. */
final class StarterZip {
    /** More than any starter has, and less than fills a disk unnoticed. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int MOST_ENTRIES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StarterZip() {}

    /**
     * @param address a file or an http URL
     * @param draft an empty folder
     * @return the folder with the contents: if the archive has just one folder at its top, as those of GitHub have, that one
     */
    static Path unpack(String address, Path draft) throws IOException {
        Path zip = address.matches("https?://.*") ? download(address, draft.resolve("download.zip")) : file(address);
        if (!Files.isRegularFile(zip)) {
            throw notFetched("There is no archive '" + address + "'.", address);
        }
        Path top = Files.createDirectory(draft.resolve("unpacked"));
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            unpack(archive, top, address);
        } catch (ZipException e) {
            throw notFetched("The archive cannot be read: " + e.getMessage() + ".", address);
        }
        try (Stream<Path> entries = Files.list(top)) {
            List<Path> all = entries.toList();
            return all.size() == 1 && Files.isDirectory(all.get(0)) ? all.get(0) : top;
        }
    }

    private static Path file(String address) {
        return address.startsWith("file:") ? Path.of(URI.create(address)) : Path.of(address);
    }

    private static void unpack(ZipFile archive, Path top, String address) throws IOException {
        if (archive.size() > MOST_ENTRIES) {
            throw unsafe("The archive has " + archive.size() + " entries.", address);
        }
        long left = MOST_BYTES;
        for (ZipEntry entry : archive.stream().toList()) {
            String name = entry.getName();
            Path target = top.resolve(name.replace('\\', '/')).normalize();
            if (!target.startsWith(top) || name.contains(":") || name.startsWith("/") || name.contains("\0")) {
                throw unsafe("The archive has a name that leads out of it: '" + name + "'.", address);
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.resolveSibling(""));
                // Counted, not believed: the sizes that an archive states need not be true.
                try (InputStream in = new Limited(archive.getInputStream(entry), left, address)) {
                    left -= Files.copy(in, target);
                }
            }
        }
    }

    private static final class Limited extends FilterInputStream {
        private final String address;
        private long left;

        Limited(InputStream in, long left, String address) {
            super(in);
            this.left = left;
            this.address = address;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw unsafe("The archive unpacks to more than " + (MOST_BYTES >> 20) + " MiB.", address);
            }
            return count;
        }
    }

    private static Path download(String address, Path target) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new Limited(response.body(), MOST_BYTES, address)) {
                if (response.statusCode() != 200) {
                    throw notFetched("The server answers " + response.statusCode() + ".", address);
                }
                Files.copy(body, target);
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw notFetched("The address is no URL: " + e.getMessage() + ".", address);
        } catch (IOException e) {
            throw notFetched(
                    "The archive cannot be fetched: " + (e.getMessage() == null ? "nobody answers" : e.getMessage())
                            + ".",
                    address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JedroException notFetched(String what, String address) {
        return new JedroException(Problem.error(StarterCode.NOT_FETCHED, what)
                .at(Place.of(GitFetch.masked(address)))
                .fix("look at the address"));
    }

    private static JedroException unsafe(String what, String address) {
        return new JedroException(Problem.error(StarterCode.UNSAFE_ARCHIVE, what)
                .at(Place.of(GitFetch.masked(address)))
                .fix("do not use this archive"));
    }
}
