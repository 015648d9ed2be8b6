package io.kosmosadmission.server.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Makes a serving certificate for this machine alone (localhost, 127.0.0.1, ::1) and the authority that signed it. The
 * authority's key is dropped at once, so that nobody can sign another certificate that clients of this one would trust.
 * The certificates are written in RFC 5280's own structure: the JDK has no public way to make one, and a library for it
 * would cost every start half a second, since Netty loads all of Bouncy Castle where it finds it.
 */
final class CertificateMaker {

    /** The longest lifetime that strict clients accept. */
    private static final Duration LIFETIME = Duration.ofDays(825);
    /** Clocks differ, those of virtual machines above all. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final X500Principal AUTHORITY = new X500Principal("CN=Kosmos Admission first start");
    private static final X500Principal SERVER = new X500Principal("CN=kosmos-admission");
    private static final byte[] SHA256_WITH_ECDSA = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] VERSION_3 = Der.explicit(0, Der.integer(BigInteger.TWO));

    private CertificateMaker() {}

    /** Writes the three files, the certificate last, so that a reader that sees it sees the others too. */
    static void makeIn(Path folder) throws IOException {
        ServingCertificate made = make();
        PrivateFiles files = new PrivateFiles(folder);
        try {
            files.write(
                    CertificateFolder.AUTHORITY,
                    pem("CERTIFICATE", made.chain().get(1).getEncoded()),
                    false);
            files.write(CertificateFolder.KEY, pem("PRIVATE KEY", made.key().getEncoded()), true);
            files.write(
                    CertificateFolder.CERTIFICATE,
                    pem("CERTIFICATE", made.leaf().getEncoded()),
                    false);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a new certificate with its key. Its chain is the server's certificate and its authority. */
    static ServingCertificate make() {
        try {
            KeyPair authority = keys();
            KeyPair server = keys();
            return new ServingCertificate(
                    List.of(
                            sign(SERVER, server.getPublic(), serverExtensions(server, authority), authority),
                            sign(AUTHORITY, authority.getPublic(), authorityExtensions(authority), authority)),
                    server.getPrivate());
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("can't make a certificate", impossible);
        }
    }

    private static byte[] authorityExtensions(KeyPair authority) throws GeneralSecurityException {
        int keyCertSign = 0x04;
        return Der.sequence(
                critical("2.5.29.19", Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                critical("2.5.29.15", Der.bits(2, new byte[] {(byte) keyCertSign})),
                extension("2.5.29.14", Der.octets(identifier(authority.getPublic()))));
    }

    private static byte[] serverExtensions(KeyPair server, KeyPair authority)
            throws GeneralSecurityException, IOException {
        int digitalSignature = 0x80;
        byte[] names = Der.sequence(
                Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.implicit(7, InetAddress.getByName("127.0.0.1").getAddress()),
                Der.implicit(7, InetAddress.getByName("::1").getAddress()));
        return Der.sequence(
                critical("2.5.29.19", Der.sequence()),
                critical("2.5.29.15", Der.bits(7, new byte[] {(byte) digitalSignature})),
                extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", names),
                extension("2.5.29.14", Der.octets(identifier(server.getPublic()))),
                extension("2.5.29.35", Der.sequence(Der.implicit(0, identifier(authority.getPublic())))));
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /**
     * Returns a key identifier by RFC 7093's first method, but over the whole key info: any 160 bits that only this key
     * has will do.
     */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    }

    private static X509Certificate sign(X500Principal subject, PublicKey key, byte[] extensions, KeyPair authority)
            throws GeneralSecurityException {
        Instant from = Instant.now().minus(BACKDATED);
        byte[] unsigned = Der.sequence(
                VERSION_3,
                Der.integer(new BigInteger(127, new SecureRandom()).setBit(0)),
                SHA256_WITH_ECDSA,
                AUTHORITY.getEncoded(),
                Der.sequence(Der.time(from), Der.time(from.plus(LIFETIME))),
                subject.getEncoded(),
                key.getEncoded(),
                Der.explicit(3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate());
        signature.update(unsigned);
        byte[] signed = Der.sequence(unsigned, SHA256_WITH_ECDSA, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(String type, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
