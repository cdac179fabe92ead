package dev.jedro.databricks;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The way to a workspace, step by step, so that a failure can be told from another. Each step says what it found; it goes straight to the host, without a proxy.
 *
 * @param place where the host was written
 * @param timeout of each step
 */
public record Network(URI host, Place place, Duration timeout) {

    /** The way to the workspace that counts. */
    public static Network of(DatabricksSettings settings) {
        return new Network(settings.host(), settings.place(Field.HOST), settings.timeout());
    }

    /** @throws JedroException {@link DatabricksCode#UNKNOWN_HOST} */
    public String resolve() {
        try {
            return host.getHost() + " is "
                    + InetAddress.getByName(host.getHost()).getHostAddress();
        } catch (IOException e) {
            throw new JedroException(Failures.of(e, host, place, timeout));
        }
    }

    /** @throws JedroException {@link DatabricksCode#UNREACHABLE} */
    public String connect() {
        try (Socket socket = opened()) {
            return "port " + socket.getPort() + " takes connections";
        } catch (IOException e) {
            throw new JedroException(Failures.of(e, host, place, timeout));
        }
    }

    /** @throws JedroException {@link DatabricksCode#TLS_FAILED} */
    public String secure() {
        if (!host.getScheme().equals("https")) {
            return "not used: this machine itself";
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Socket plain = opened();
                SSLSocket socket = (SSLSocket) factory.createSocket(plain, host.getHost(), port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.startHandshake();
            return socket.getSession().getProtocol();
        } catch (IOException e) {
            // What breaks here is the handshake, whichever way the other side ends it.
            throw new JedroException(Failures.of(
                    e instanceof SSLException ? e : new SSLException(String.valueOf(e.getMessage())),
                    host,
                    place,
                    timeout));
        }
    }

    private Socket opened() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host.getHost(), port()), (int) Math.min(timeout.toMillis(), 10_000));
            return socket;
        } catch (SocketTimeoutException e) {
            socket.close();
            ConnectException none = new ConnectException("timed out");
            none.initCause(e);
            throw none;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private int port() {
        return host.getPort() > 0 ? host.getPort() : host.getScheme().equals("http") ? 80 : 443;
    }
}
