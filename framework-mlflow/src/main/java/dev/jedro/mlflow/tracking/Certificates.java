package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.AnyCertificate;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What MLflow's variables say of TLS: whom to trust, and the certificate to come with. */
final class Certificates {
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";
    private static final String SERVER = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    private static final String CLIENT = "MLFLOW_TRACKING_CLIENT_CERT_PATH";
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END [A-Z ]*PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private Certificates() {}

    /**
     * @param given what credentials and environment say by MLflow's name of the variable
     * @return empty if they say nothing
     * @throws JedroException {@link MlflowCode#BAD_CERTIFICATE}
     */
    static Optional<SSLContext> of(Function<String, Optional<String>> given) {
        boolean insecure = given.apply(INSECURE)
                .filter(value -> value.toLowerCase(Locale.ROOT).matches("true|1|yes"))
                .isPresent();
        Optional<String> server = given.apply(SERVER);
        Optional<String> client = given.apply(CLIENT);
        if (insecure && server.isPresent()) { // as MLflow
            throw new JedroException(Problem.error(
                            MlflowCode.BAD_CERTIFICATE,
                            INSECURE + " trusts every server, and " + SERVER + " names one to trust.")
                    .at(Place.of(INSECURE))
                    .fix("unset one of them"));
        }
        if (!insecure && server.isEmpty() && client.isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    client.isPresent() ? keys(client.get()).getKeyManagers() : null,
                    insecure
                            ? AnyCertificate.managers()
                            : server.isPresent() ? trust(server.get()).getTrustManagers() : null,
                    null);
            return Optional.of(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JVM has TLS", e);
        }
    }

    private static TrustManagerFactory trust(String path) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (Certificate certificate : certificates(SERVER, path)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory keys(String path) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        Certificate[] chain = certificates(CLIENT, path).toArray(new Certificate[0]);
        store.setKeyEntry("client", key(path), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String variable, String path)
            throws GeneralSecurityException {
        List<String> blocks = new ArrayList<>();
        Matcher found = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
                .matcher(text(variable, path));
        while (found.find()) {
            blocks.add(found.group());
        }
        if (blocks.isEmpty()) {
            throw bad(variable, path, "holds no certificate", "give a file in PEM: -----BEGIN CERTIFICATE-----", null);
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(String.join("\n", blocks).getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.cert.CertificateException e) {
            throw bad(variable, path, "holds a certificate that cannot be read", "make the file anew", e);
        }
    }

    private static PrivateKey key(String path) throws GeneralSecurityException {
        Matcher found = KEY.matcher(text(CLIENT, path));
        if (!found.find() || !found.group(1).isEmpty()) {
            throw bad(
                    CLIENT,
                    path,
                    "holds no private key in PKCS #8 without a password",
                    "add it below the certificate: openssl pkcs8 -topk8 -nocrypt -in old.pem",
                    null);
        }
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                byte[] encoded = Base64.getMimeDecoder().decode(found.group(2).strip());
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException | IllegalArgumentException e) {
                // of another kind, or of none
            }
        }
        throw bad(CLIENT, path, "holds a private key that cannot be read", "make the file anew", null);
    }

    private static String text(String variable, String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException e) {
            throw bad(variable, path, "cannot be read", "correct the path", e);
        }
    }

    private static JedroException bad(
            String variable, String path, String what, String fix, @Nullable Exception cause) {
        return new JedroException(
                Problem.error(MlflowCode.BAD_CERTIFICATE, "The file '" + path + "' " + what + ".")
                        .at(Place.of(variable))
                        .fix(fix),
                cause);
    }
}
