package io.kosmosadmission.certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Self-signed pairs of any age and algorithm, and files of them. */
public final class CertificateFiles {

    /** As PEM. */
    public record Pair(String certificate, String key, String olderKey) {}

    private CertificateFiles() {}

    public static Pair valid(String algorithm) throws Exception {
        return pair(algorithm, Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600));
    }

    public static Pair expired() throws Exception {
        return pair("EC", Instant.now().minusSeconds(3_600), Instant.now().minusSeconds(60));
    }

    public static Pair notYetValid() throws Exception {
        return pair("EC", Instant.now().plusSeconds(3_600), Instant.now().plusSeconds(7_200));
    }

    private static Pair pair(String algorithm, Instant from, Instant until) throws Exception {
        KeyPair keys = keys(algorithm);
        X500Name name = new X500Name("CN=" + algorithm);
        String signature =
                algorithm.equals("Ed25519") ? algorithm : "SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm);
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, BigInteger.ONE, Date.from(from), Date.from(until), name, keys.getPublic())
                        .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
        PrivateKey key = keys.getPrivate();
        return new Pair(pem(certificate), pem(new JcaPKCS8Generator(key, null)), olderForm(key));
    }

    /** PKCS#1 for RSA; for EC SEC1 behind its parameters, as openssl writes it; nothing for others. */
    private static String olderForm(PrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        if (key instanceof RSAPrivateKey) {
            return pem(key);
        }
        if (!(key instanceof java.security.interfaces.ECPrivateKey)) {
            return "";
        }
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        ECPrivateKey withCurve = new ECPrivateKey(
                256, ECPrivateKey.getInstance(info.parsePrivateKey()).getKey(), curve);
        return pem(new PemObject("EC PARAMETERS", curve.toASN1Primitive().getEncoded()))
                + pem(new PemObject("EC PRIVATE KEY", withCurve.getEncoded()));
    }

    private static KeyPair keys(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    public static void write(Path folder, Pair pair) throws IOException {
        replace(folder.resolve("tls.key"), pair.key());
        replace(folder.resolve("tls.crt"), pair.certificate());
    }

    public static void replace(Path file, String text) throws IOException {
        Path other = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(other, text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
