package dev.jedro.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody else vouches for, and that wants one of whoever asks. */
class CertificatesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static HttpsServer server;

    @BeforeAll
    static void startsAServer() throws Exception {
        KeyStore own = made("server");
        KeyStore client = made("client");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", client.getCertificate("client"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            byte[] answer =
                    "{\"experiment\":{\"experiment_id\":\"1\",\"name\":\"safe\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stopsIt() {
        server.stop(0);
    }

    /** Makes a key and a certificate of its own, and writes both into a file in PEM. */
    private static KeyStore made(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Files.writeString(
                folder.resolve(name + ".pem"),
                "The certificate\n"
                        + pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
        Files.writeString(
                folder.resolve(name + "-key.pem"),
                pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded())
                        + pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
        return store;
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private static Connection connection(String... variables) {
        Map<String, String> all = new HashMap<>();
        all.put(
                "MLFLOW_TRACKING_URI",
                "https://127.0.0.1:" + server.getAddress().getPort());
        all.put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
        for (int i = 0; i < variables.length; i += 2) {
            String value = variables[i + 1];
            all.put(variables[i], value.endsWith("pem") ? folder.resolve(value).toString() : value);
        }
        return Connection.of(section -> ConfigMap.empty(Place.of(section)), folder, new Surroundings(all));
    }

    @Test
    void areThoseOfTheVariables() {
        try (Connection known = connection(
                        "MLFLOW_TRACKING_SERVER_CERT_PATH", "server.pem",
                        "MLFLOW_TRACKING_CLIENT_CERT_PATH", "client-key.pem");
                Connection trusting = connection(
                        "MLFLOW_TRACKING_INSECURE_TLS", "true",
                        "MLFLOW_TRACKING_CLIENT_CERT_PATH", "client-key.pem")) {
            assertThat(known.client().experiment("1").name()).isEqualTo("safe");
            assertThat(trusting.client().experiment("1").name()).isEqualTo("safe");
        }
    }

    @Test
    void areNeededOnBothSides() {
        try (Connection unknownServer = connection("MLFLOW_TRACKING_CLIENT_CERT_PATH", "client-key.pem");
                Connection unknownClient = connection("MLFLOW_TRACKING_SERVER_CERT_PATH", "server.pem")) {
            assertThatThrownBy(() -> unknownServer.client().experiment("1")).isInstanceOf(TrackingException.class);
            assertThatThrownBy(() -> unknownClient.client().experiment("1")).isInstanceOf(TrackingException.class);
        }
    }

    @Test
    void thatCannotBeReadAreAProblemBeforeARun() throws Exception {
        Files.writeString(folder.resolve("none.pem"), "nothing");
        Files.writeString(
                folder.resolve("old-key.pem"),
                Files.readString(folder.resolve("client-key.pem")).replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        assertThat(problem("MLFLOW_TRACKING_SERVER_CERT_PATH", "missing.pem").what())
                .endsWith("missing.pem' cannot be read.");
        assertThat(problem("MLFLOW_TRACKING_SERVER_CERT_PATH", "none.pem").what())
                .endsWith("holds no certificate.");
        assertThat(problem("MLFLOW_TRACKING_CLIENT_CERT_PATH", "client.pem").fixes())
                .containsExactly("add it below the certificate: openssl pkcs8 -topk8 -nocrypt -in old.pem");
        assertThat(problem("MLFLOW_TRACKING_CLIENT_CERT_PATH", "old-key.pem").what())
                .endsWith("holds no private key in PKCS #8 without a password.");
        assertThat(problem("MLFLOW_TRACKING_SERVER_CERT_PATH", "server.pem", "MLFLOW_TRACKING_INSECURE_TLS", "true")
                        .what())
                .contains("trusts every server");
    }

    private static Problem problem(String... variables) {
        try (Connection connection = connection(variables)) {
            JedroException failure =
                    org.assertj.core.api.Assertions.catchThrowableOfType(JedroException.class, connection::check);
            assertThat(failure.problems()).hasSize(1);
            Problem problem = failure.problems().get(0);
            assertThat(problem.code()).isEqualTo(MlflowCode.BAD_CERTIFICATE);
            assertThat(problem.where().get(0).toString()).startsWith("MLFLOW_TRACKING_");
            return problem;
        }
    }
}
