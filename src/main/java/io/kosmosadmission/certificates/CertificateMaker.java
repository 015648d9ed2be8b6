package io.kosmosadmission.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Makes a serving certificate for some hosts and the authority that signed it. The authority's key is dropped at once,
 * so that nobody can sign another certificate that clients of this one would trust. The certificates are written in RFC
 * 5280's own structure: the JDK has no public way to make one, and a library for it would cost every start half a
 * second, since Netty loads all of Bouncy Castle where it finds it.
 */
public final class CertificateMaker {

    /** This machine, for a start on a laptop. */
    public static final List<String> LOCALHOST = List.of("localhost", "127.0.0.1", "::1");

    /** Clocks differ, those of virtual machines above all. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** The longest lifetime that strict clients accept: 825 days, all told. */
    public static final Duration LONGEST = Duration.ofDays(825).minus(BACKDATED);

    private static final X500Principal AUTHORITY = new X500Principal("CN=kosmos-admission CA");
    private static final X500Principal SERVER = new X500Principal("CN=kosmos-admission");
    private static final byte[] SHA256_WITH_ECDSA = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] VERSION_3 = Der.explicit(0, Der.integer(BigInteger.TWO));
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|.*:.*");

    private CertificateMaker() {}

    /**
     * Returns a new certificate with its key. Its chain is the server's certificate and its authority, which end
     * together.
     *
     * @param hosts DNS names, or addresses
     * @param now when the lifetime begins; both are valid from an hour before
     */
    public static ServingCertificate make(Collection<String> hosts, Duration lifetime, Instant now) {
        try {
            KeyPair authority = keys();
            KeyPair server = keys();
            byte[] validity = Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(lifetime)));
            return new ServingCertificate(
                    List.of(
                            sign(
                                    SERVER,
                                    server.getPublic(),
                                    serverExtensions(hosts, server, authority),
                                    validity,
                                    authority),
                            sign(
                                    AUTHORITY,
                                    authority.getPublic(),
                                    authorityExtensions(authority),
                                    validity,
                                    authority)),
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

    private static byte[] serverExtensions(Collection<String> hosts, KeyPair server, KeyPair authority)
            throws GeneralSecurityException, IOException {
        int digitalSignature = 0x80;
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(name(host));
        }
        return Der.sequence(
                critical("2.5.29.19", Der.sequence()),
                critical("2.5.29.15", Der.bits(7, new byte[] {(byte) digitalSignature})),
                extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", Der.sequence(names.toArray(byte[][]::new))),
                extension("2.5.29.14", Der.octets(identifier(server.getPublic()))),
                extension("2.5.29.35", Der.sequence(Der.implicit(0, identifier(authority.getPublic())))));
    }

    /** Returns the host as a certificate's reader writes it: an address in full. No name is looked up. */
    static String written(String host) {
        try {
            return isAddress(host) ? InetAddress.getByName(host).getHostAddress() : host;
        } catch (UnknownHostException none) {
            return host;
        }
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    private static byte[] name(String host) throws IOException {
        return isAddress(host)
                ? Der.implicit(7, InetAddress.getByName(host).getAddress())
                : Der.implicit(2, host.getBytes(StandardCharsets.US_ASCII));
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

    private static X509Certificate sign(
            X500Principal subject, PublicKey key, byte[] extensions, byte[] validity, KeyPair authority)
            throws GeneralSecurityException {
        byte[] unsigned = Der.sequence(
                VERSION_3,
                Der.integer(new BigInteger(127, new SecureRandom()).setBit(0)),
                SHA256_WITH_ECDSA,
                AUTHORITY.getEncoded(),
                validity,
                subject.getEncoded(),
                key.getEncoded(),
                Der.explicit(3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate());
        signature.update(unsigned);
        byte[] signed = Der.sequence(unsigned, SHA256_WITH_ECDSA, Der.bits(0, signature.sign()));
        return Pem.certificate(signed);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
