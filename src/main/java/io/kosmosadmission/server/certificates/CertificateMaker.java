package io.kosmosadmission.server.certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a serving certificate for this machine alone (localhost, 127.0.0.1, ::1) and the authority that signed it. The
 * authority's key is dropped at once: nobody can sign another certificate that clients of this one would trust.
 */
final class CertificateMaker {

    /** The longest that strict clients accept. */
    private static final Duration LIFETIME = Duration.ofDays(825);
    /** Clocks differ, of virtual machines above all. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final X500Name AUTHORITY_NAME = new X500Name("CN=Kosmos Admission first start");
    private static final X500Name SERVER_NAME = new X500Name("CN=kosmos-admission");
    private static final GeneralNames HERE = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.iPAddress, "::1")
    });

    private CertificateMaker() {}

    /** The key last but one, the certificate last: whoever sees the certificate sees it complete. */
    static void makeIn(Path folder) throws IOException {
        ServingCertificate made = make();
        PrivateFiles files = new PrivateFiles(folder);
        files.write(CertificateFolder.AUTHORITY, pem(made.chain().get(1)), false);
        files.write(CertificateFolder.KEY, pem(new JcaPKCS8Generator(made.key(), null)), true);
        files.write(CertificateFolder.CERTIFICATE, pem(made.leaf()), false);
    }

    /** The chain is the server's certificate and its authority. */
    static ServingCertificate make() {
        try {
            KeyPair authorityKeys = keys();
            KeyPair serverKeys = keys();
            X509Certificate authority = authority(authorityKeys);
            X509Certificate server = server(serverKeys, authorityKeys);
            return new ServingCertificate(List.of(server, authority), serverKeys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("can't make a certificate", impossible);
        }
    }

    private static X509Certificate authority(KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        return sign(
                builder(AUTHORITY_NAME, keys)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)),
                keys);
    }

    private static X509Certificate server(KeyPair keys, KeyPair authorityKeys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        return sign(
                builder(SERVER_NAME, keys)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(Extension.subjectAlternativeName, false, HERE),
                authorityKeys);
    }

    private static JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
        Instant from = Instant.now().minus(BACKDATED);
        return new JcaX509v3CertificateBuilder(
                AUTHORITY_NAME,
                new BigInteger(127, new SecureRandom()),
                Date.from(from),
                Date.from(from.plus(LIFETIME)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair authorityKeys)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate())));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
