package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim of a class, beside one volume of class gp3 of aws, or of the class that the volume says. */
class StaticVolumesTest {

    private static final String HOST = "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: "
            + "[{key: kubernetes.io/hostname, operator: In, values: [%s]}]}]}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        every node reaches it                   | storageClassName: gp3    | nfs: {path: /}                     | unknown
        nobody knows its driver                 | storageClassName: gp3    | csi: {driver: acme.example/foo}    | unknown
        it is elsewhere                         | storageClassName: gp3    | csi: {driver: csi.scaleway.com}    | unknown
        it is a file service                    | storageClassName: gp3    | csi: {driver: efs.csi.aws.com}     | unknown
        it is where the class is                | storageClassName: gp3    | csi: {driver: ebs.csi.aws.com}     | aws hard
        a node elsewhere                        | storageClassName: gp3    | local: {path: /}, @scw-1           | unknown
        a node of the class's home              | storageClassName: gp3    | local: {path: /}, @aws-1           | aws hard
        nodes of both                           | storageClassName: gp3    | local: {path: /}, @aws-1,scw-1     | unknown
        too small                               | storageClassName: gp3, resources: {requests: {storage: 2Gi}} | nfs: {path: /} | aws hard
        not for those who write                 | storageClassName: gp3, accessModes: [ReadWriteMany] | nfs: {path: /} | aws hard
        no volume of blocks                     | storageClassName: gp3, volumeMode: Block | nfs: {path: /}     | aws hard
        another class                           | storageClassName: scw-bssd | nfs: {path: /}                   | scaleway hard
        a class of files is no better           | storageClassName: efs    | nfs: {path: /}, storageClassName: efs | unknown
        a class by annotation says it itself    | storageClassName: said-aws-hetzner | nfs: {path: /}, storageClassName: said-aws-hetzner | aws hetzner hard
        a neutral class needs none              | storageClassName: longhorn | nfs: {path: /}, storageClassName: longhorn | any
        a selector                              | storageClassName: scw-bssd, selector: {matchLabels: {a: b}} | nfs: {path: /} | unknown
        an empty selector                       | storageClassName: scw-bssd, selector: {}  | nfs: {path: /}    | unknown
        no selector                             | storageClassName: scw-bssd, selector: ~   | nfs: {path: /}    | scaleway hard
        a selector of a neutral class           | storageClassName: longhorn, selector: {}  | nfs: {path: /}    | any
        """)
    void beforeOneThatTheClassMakes(String sentence, String claim, String source, String home) {
        int at = source.indexOf('@');
        String spec = at < 0 ? source : source.substring(0, at) + HOST.formatted(source.substring(at + 1));
        String ofClass = source.contains("storageClassName") ? "" : ", storageClassName: gp3";
        GivenStorage given = GivenStorage.of("{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {"
                + "capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], " + spec + ofClass
                + "}, status: {phase: Available}}");
        assertThat(ResultText.brief(
                        given.homes().of(GivenCluster.claim("{name: c, namespace: shop}, spec: {" + claim + "}"))))
                .isEqualTo(home);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its own annotation says it is at home    | kosmos-admission.io/provider: aws | aws hard
        its own annotation says it is elsewhere  | kosmos-admission.io/provider: aws,hetzner | unknown
        """)
    void byAnnotation(String sentence, String annotation, String home) {
        GivenStorage given =
                GivenStorage.of("{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv, annotations: {"
                        + annotation.replace(": ", ": \"") + "\"}}, spec: {nfs: {path: /}, storageClassName: gp3}}");
        assertThat(ResultText.brief(given.homes().of(GivenCluster.claim("{name: c}, spec: {storageClassName: gp3}"))))
                .isEqualTo(home);
    }
}
