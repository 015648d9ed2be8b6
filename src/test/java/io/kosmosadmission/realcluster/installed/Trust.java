package io.kosmosadmission.realcluster.installed;

import io.kosmosadmission.certificates.Pem;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the cluster holds of certificates: caBundle of every entry, and the Secret. */
public record Trust(ControlPlane plane) {
    private static final String CONFIGURATION = "zz-kosmos-admission";

    /** Of each entry of both configurations, in PEM. */
    public List<String> bundles() {
        return plane.ask(
                        "get",
                        "mutatingwebhookconfiguration,validatingwebhookconfiguration",
                        CONFIGURATION,
                        "-o",
                        "jsonpath={range .items[*]}{range .webhooks[*]}b{.clientConfig.caBundle}{\"\\n\"}{end}{end}")
                .lines()
                .map(line -> decoded(line.substring(1)))
                .toList();
    }

    /** The authorities of all entries, where every entry has the same; empty where they differ. */
    public Optional<List<X509Certificate>> authorities() {
        List<String> distinct = bundles().stream().distinct().toList();
        return distinct.size() == 1
                ? Optional.of(Pem.certificates(distinct.get(0).getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    /** One of the Secret's data, in PEM. */
    public String secret(String key) {
        return decoded(plane.ask(
                "get",
                "secret",
                "kosmos-admission-tls",
                "--namespace=" + Installation.NAMESPACE,
                "-o",
                "jsonpath={.data." + key.replace(".", "\\.") + "}"));
    }

    /** The version of both configurations and the Secret: another after any write. */
    public String versions() {
        return plane.ask(
                        "get",
                        "mutatingwebhookconfiguration,validatingwebhookconfiguration",
                        CONFIGURATION,
                        "-o",
                        "jsonpath={.items[*].metadata.resourceVersion}")
                + " "
                + plane.ask(
                        "get",
                        "secret",
                        "kosmos-admission-tls",
                        "--namespace=" + Installation.NAMESPACE,
                        "-o",
                        "jsonpath={.metadata.resourceVersion}");
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }
}
