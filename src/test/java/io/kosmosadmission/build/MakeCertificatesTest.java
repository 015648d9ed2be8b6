package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kosmosadmission.build.Script.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** certs/make-certificates, judged by the JDK: what it makes serves HTTPS to a client that knows ca.crt alone. */
class MakeCertificatesTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsOpenssl() {
        Needed.program("openssl");
    }

    @Test
    void servesALaptopToWhoeverTrustsItsAuthority() throws Exception {
        assertThat(make().exit()).isZero();

        assertThat(files()).containsExactly("ca.crt", "tls.crt", "tls.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tls.key"))))
                .isEqualTo("rw-------");
        assertThat(alternativeNames()).containsExactly("localhost", "127.0.0.1");
        HttpsServer server = serve();
        try {
            int port = server.getAddress().getPort();
            assertThat(get("localhost", port)).isEqualTo(204);
            assertThat(get("127.0.0.1", port)).isEqualTo(204);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotTrustedUnderANameThatItLacks() throws Exception {
        make(directory.toString(), "elsewhere.example.com");
        HttpsServer server = serve();
        try {
            assertThatThrownBy(() -> get("localhost", server.getAddress().getPort()))
                    .isInstanceOf(SSLException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void namesAServiceAsAnApiServerCallsIt() throws Exception {
        make(
                "--service",
                "kosmos-admission",
                "--namespace",
                "guards",
                directory.toString(),
                "10.0.0.7",
                "a.example.com");

        assertThat(alternativeNames())
                .containsExactly(
                        "10.0.0.7",
                        "a.example.com",
                        "kosmos-admission.guards.svc",
                        "kosmos-admission.guards.svc.cluster.local");
    }

    @Test
    void renewsUnderAKeptAuthority() throws Exception {
        make("--keep-ca-key", directory.toString());
        X509Certificate authority = certificate("ca.crt");
        X509Certificate first = certificate("tls.crt");

        assertThat(make().exit()).isZero();

        assertThat(files()).contains("ca.key");
        assertThat(certificate("ca.crt")).isEqualTo(authority);
        assertThat(certificate("tls.crt")).isNotEqualTo(first);
        certificate("tls.crt").verify(authority.getPublicKey());
    }

    @Test
    void replacesNothingUnasked() throws Exception {
        make();
        X509Certificate first = certificate("tls.crt");

        Result again = make();

        assertThat(again.exit()).isOne();
        assertThat(again.stderr()).contains("--force replaces it");
        assertThat(certificate("tls.crt")).isEqualTo(first);
        assertThat(make("--force", directory.toString()).exit()).isZero();
        assertThat(certificate("tls.crt")).isNotEqualTo(first);
    }

    @Test
    void whatIsMadeBesideTheScriptIsIgnoredByGit() throws IOException {
        assertThat(Files.readAllLines(Script.PROJECT.resolve(".gitignore"))).contains("/certs/*.crt", "/certs/*.key");
    }

    private Result make(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Script.PROJECT.resolve("certs/make-certificates").toString()));
        command.addAll(arguments.length == 0 ? List.of(directory.toString()) : List.of(arguments));
        return new Script(directory, Map.of()).run(command);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private List<String> alternativeNames() throws Exception {
        return certificate("tls.crt").getSubjectAlternativeNames().stream()
                .map(entry -> entry.get(1).toString())
                .toList();
    }

    private HttpsServer serve() throws Exception {
        String pem = Files.readString(directory.resolve("tls.key")).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", key, new char[0], new Certificate[] {certificate("tls.crt")});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private int get(String host, int port) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", certificate("ca.crt"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/"))
                .timeout(Duration.ofMinutes(1))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
