package dev.jedro.databricks.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One port of the loopback for two servers, as a workspace has: who speaks HTTP/2 is led to Spark, everybody else to the workspace. */
final class Front implements AutoCloseable {
    /** What each client of HTTP/2 says first, RFC 9113 section 3.4, as far as no other method begins so. */
    private static final String HTTP_2 = "PRI ";

    private final ServerSocket door;
    private final int workspace;
    private final int spark;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Front(ServerSocket door, int workspace, int spark) {
        this.door = door;
        this.workspace = workspace;
        this.spark = spark;
    }

    static Front start(int workspace, int spark) {
        try {
            Front front = new Front(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), workspace, spark);
            front.thread(front::receive);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one side has hung up: so does the other
                    }
                },
                "fake workspace front");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            thread(() -> lead(client));
        }
    }

    private void lead(Socket client) throws IOException {
        open.add(client);
        try (client) {
            InputStream said = client.getInputStream();
            byte[] first = said.readNBytes(HTTP_2.length());
            boolean http2 = new String(first, java.nio.charset.StandardCharsets.US_ASCII).equals(HTTP_2);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), http2 ? spark : workspace)) {
                open.add(server);
                server.getOutputStream().write(first);
                thread(() -> carry(server, client));
                carry(client, server);
            }
        }
    }

    private static void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    /** Closes the door, and every connection. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
