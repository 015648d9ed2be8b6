package io.kosmosadmission.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a certificate and its key in PEM, and checks that they belong together: a pair may be half replaced.
 */
public final class PemPair {

    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");
    /** Far more than any chain, so that a wrong path (a log, a disk) can't fill the memory. */
    private static final int MOST_BYTES = 1 << 20;

    private PemPair() {}

    public static ServingCertificate read(Path certificateFile, Path keyFile) throws UnusableCertificateException {
        return read(certificateFile.toString(), bytes(certificateFile), keyFile.toString(), bytes(keyFile));
    }

    /** Reads the pair from texts. The names of the two are for messages. */
    public static ServingCertificate read(String certificateName, byte[] certificate, String keyName, byte[] keyText)
            throws UnusableCertificateException {
        List<X509Certificate> chain = chain(certificateName, certificate);
        PublicKey publicKey = chain.get(0).getPublicKey();
        PrivateKey key = key(keyName, keyText, publicKey);
        if (!belongTogether(publicKey, key)) {
            throw new UnusableCertificateException(keyName + " is not the key of " + certificateName);
        }
        return new ServingCertificate(chain, key);
    }

    private static List<X509Certificate> chain(String file, byte[] text) throws UnusableCertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (var certificate : factory.generateCertificates(new ByteArrayInputStream(text))) {
                chain.add((X509Certificate) certificate);
            }
        } catch (CertificateException garbage) {
            throw new UnusableCertificateException(file + " holds no readable PEM certificate", garbage);
        }
        if (chain.isEmpty()) {
            throw new UnusableCertificateException(file + " holds no PEM certificate");
        }
        return chain;
    }

    private static PrivateKey key(String file, byte[] text, PublicKey publicKey) throws UnusableCertificateException {
        String pem = new String(text, StandardCharsets.ISO_8859_1);
        String algorithm = publicKey.getAlgorithm();
        try {
            byte[] pkcs8 = pkcs8(pem, publicKey);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException garbage) {
            throw new UnusableCertificateException(
                    file + " holds no readable, unencrypted " + algorithm + " private key in PEM", garbage);
        }
    }

    /**
     * Returns the key as PKCS#8. Older forms are wrapped into it, with the algorithm of the public key: cert-manager
     * writes RSA keys as PKCS#1 unless told otherwise, and openssl writes EC keys as SEC1, after their parameters.
     */
    private static byte[] pkcs8(String pem, PublicKey publicKey) {
        Matcher block = KEY_BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("no private key");
        }
        byte[] content = Base64.getMimeDecoder().decode(block.group(2));
        if (block.group(1).isEmpty()) {
            return content;
        }
        byte[] algorithm = Der.firstElement(publicKey.getEncoded());
        return Der.sequence(Der.integer(BigInteger.ZERO), algorithm, Der.octets(content));
    }

    private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm(publicKey.getAlgorithm()));
            byte[] anything = {1, 2, 3};
            signature.initSign(privateKey);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static String signatureAlgorithm(String keyAlgorithm) {
        switch (keyAlgorithm) {
            case "RSA":
                return "SHA256withRSA";
            case "EC":
                return "SHA256withECDSA";
            default:
                return keyAlgorithm; // an EdDSA key's algorithm is also the name of its signature's
        }
    }

    private static byte[] bytes(Path file) throws UnusableCertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException unreadable) {
            throw new UnusableCertificateException("can't read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
