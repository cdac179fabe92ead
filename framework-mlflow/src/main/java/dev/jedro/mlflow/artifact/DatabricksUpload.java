package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends files to the addresses that a workspace signs, as each cloud wants it: Google's in one request; S3's and Azure's large ones in parts, several at a time, so that what breaks off is sent
 * again as a part and not as a file; an Azure lake's always so. Readers find the old file or the new one, but in a lake, which shows a file while it grows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">S3: multipart upload</a>
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-block-list">Azure: Put Block List</a>
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/datalakestoragegen2/path/update">Azure Data Lake: Path Update</a>
 */
final class DatabricksUpload {
    /** As {@code MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE} of MLflow's own client. */
    private static final long WHOLE = 500L << 20;
    /** More than the 5 MiB that S3 wants at least, less than the 100 MiB that a lake of Azure takes at most. */
    private static final long PART = 64L << 20;
    /** So many S3 takes of one file. */
    private static final int MOST_PARTS = 10_000;

    private final DatabricksAddresses addresses;
    private final Wire wire;
    private final long whole;
    private final long part;

    DatabricksUpload(DatabricksAddresses addresses, Wire wire) {
        this(addresses, wire, WHOLE, PART);
    }

    /**
     * @param whole up to so many bytes go in one request
     * @param part bytes of a part
     */
    DatabricksUpload(DatabricksAddresses addresses, Wire wire, long whole, long part) {
        this.addresses = addresses;
        this.wire = wire;
        this.whole = whole;
        this.part = part;
    }

    /** @param path within the run */
    void send(String path, Path file) throws IOException, InterruptedException {
        SignedAddress first = addresses.forWrite(path);
        RenewableAddress address = new RenewableAddress(first, () -> addresses.forWrite(path));
        boolean large = Files.size(file) > whole;
        switch (first.type()) {
            case SignedAddress.AZURE_LAKE -> intoLake(address, file);
            case SignedAddress.AZURE_BLOB -> {
                if (large) {
                    inBlocks(address, file);
                } else {
                    address.use(signed -> put(signed, signed.headers("x-ms-blob-type", "BlockBlob"), file));
                }
            }
            case SignedAddress.AWS -> {
                if (large) {
                    inParts(path, file);
                } else {
                    address.use(signed -> put(signed, signed.headers(), file));
                }
            }
            default -> address.use(signed -> put(signed, signed.headers(), file));
        }
    }

    private String put(SignedAddress signed, Map<String, String> headers, Path file)
            throws IOException, InterruptedException {
        return wire.send("PUT", signed.uri(), headers, file, 0, Files.size(file));
    }

    /** @param number from 1 */
    private record Piece(int number, long from, long length) {}

    private static List<Piece> pieces(long size, long most) {
        List<Piece> pieces = new ArrayList<>();
        for (long from = 0; from < size; from += most) {
            pieces.add(new Piece(pieces.size() + 1, from, Math.min(most, size - from)));
        }
        return pieces;
    }

    private List<Piece> pieces(Path file) throws IOException {
        long size = Files.size(file);
        return pieces(size, Math.max(part, size / MOST_PARTS + 1));
    }

    private interface Send {
        void piece(Piece piece) throws IOException, InterruptedException;
    }

    private static void each(List<Piece> pieces, Send send) throws IOException, InterruptedException {
        Works.all(pieces.stream()
                .map(piece -> (Works.Work) () -> send.piece(piece))
                .toList());
    }

    /** Made empty, filled at places, and closed at its length. */
    private void intoLake(RenewableAddress address, Path file) throws IOException, InterruptedException {
        long size = Files.size(file);
        address.use(signed -> wire.send("PUT", signed.uri("resource=file"), signed.headers(), file, 0, 0));
        each(pieces(size, part), piece -> {
            String place = "action=append&position=" + piece.from();
            address.use(signed ->
                    wire.send("PATCH", signed.uri(place), signed.headers(), file, piece.from(), piece.length()));
        });
        address.use(signed ->
                wire.send("PATCH", signed.uri("action=flush&position=" + size), signed.headers(), file, 0, 0));
    }

    /** Blocks lie beside the file until a list of them makes the file; those that no list names Azure forgets after a week. */
    private void inBlocks(RenewableAddress address, Path file) throws IOException, InterruptedException {
        List<Piece> pieces = pieces(file);
        String upload = UUID.randomUUID().toString(); // another process may be sending the same file
        each(pieces, piece -> {
            String place = "comp=block&blockid=" + Wire.encoded(block(upload, piece));
            address.use(signed ->
                    wire.send("PUT", signed.uri(place), signed.headers(), file, piece.from(), piece.length()));
        });
        String list = pieces.stream()
                .map(piece -> "<Uncommitted>" + block(upload, piece) + "</Uncommitted>")
                .collect(Collectors.joining(
                        "", "<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>", "</BlockList>"));
        address.use(signed -> wire.send("PUT", signed.uri("comp=blocklist"), signed.headers(), list));
    }

    /** Azure wants names of blocks in Base64, and all of one length. */
    private static String block(String upload, Piece piece) {
        String name = String.format(Locale.ROOT, "%s-%05d", upload, piece.number());
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Each part has an address of its own; the workspace makes the file of them. */
    private void inParts(String path, Path file) throws IOException, InterruptedException {
        List<Piece> pieces = pieces(file);
        DatabricksAddresses.Upload upload = addresses.begin(path, pieces.size());
        String[] tags = new String[pieces.size()];
        try {
            each(pieces, piece -> {
                SignedAddress first = upload.parts().get(piece.number() - 1);
                RenewableAddress address = new RenewableAddress(first, () -> addresses.part(upload, piece.number()));
                tags[piece.number() - 1] = address.use(
                        signed -> wire.send("PUT", signed.uri(), signed.headers(), file, piece.from(), piece.length()));
            });
            addresses.complete(upload, List.of(tags));
        } catch (IOException | InterruptedException | RuntimeException e) {
            forget(upload, e);
            throw e;
        }
    }

    /** What came of an upload that failed would be kept, and paid for. */
    private void forget(DatabricksAddresses.Upload upload, Exception why) {
        upload.abort().ifPresent(abort -> {
            try {
                wire.delete(abort.uri(), abort.headers());
            } catch (IOException e) {
                why.addSuppressed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
