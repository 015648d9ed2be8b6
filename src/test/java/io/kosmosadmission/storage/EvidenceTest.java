package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** acme is the default class. Class said-aws-scaleway and volume pv-said say their homes by annotation. */
class EvidenceTest {

    private static final GivenStorage GIVEN =
            GivenStorage.of("""
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: acme, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}, \
            provisioner: acme.example/foo}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-aws}, spec: {csi: {driver: ebs.csi.aws.com}, claimRef: {namespace: default, name: reserved}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-said, annotations: {kosmos-admission.io/provider: scaleway}}, spec: {csi: {driver: ebs.csi.aws.com}}}
            ---
            """ + givenBack("back-1") + givenBack("back-2") + givenBack("back-3"));

    private static String givenBack(String name) {
        return "{apiVersion: v1, kind: PersistentVolume, metadata: {name: " + name + "}, spec: {storageClassName: gp3, "
                + "csi: {driver: ebs.csi.aws.com}, claimRef: {namespace: default, name: gone, uid: old}}, "
                + "status: {phase: Released}}\n---\n";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its class                              | {name: c}, spec: {storageClassName: hcloud} | persistentvolumeclaim "c"; storageclass "hcloud" | -
        the default class                      | {name: c}, spec: {}                      | persistentvolumeclaim "c"; storageclass "acme" | -
        a class that is not there              | {name: c}, spec: {storageClassName: gone} | persistentvolumeclaim "c" | -
        a claim that is to be made has no name | {name: ""}, spec: {storageClassName: hcloud} | storageclass "hcloud" | -
        volumes of the class that may be Available by now | {name: c}, spec: {storageClassName: gp3} | persistentvolumeclaim "c"; storageclass "gp3" | \
        persistentvolume "back-1"; persistentvolume "back-2"
        its volume, and its class if that is annotated by now | {name: c}, spec: {storageClassName: gp3, volumeName: pv-aws} | \
        persistentvolumeclaim "c"; persistentvolume "pv-aws" | storageclass "gp3"
        a volume reserved for it               | {name: reserved, namespace: default}, spec: {storageClassName: gp3} | \
        persistentvolumeclaim "reserved"; persistentvolume "pv-aws" | storageclass "gp3"
        a volume reserved in another namespace | {name: reserved, namespace: shop}, spec: {storageClassName: hcloud} | \
        persistentvolumeclaim "reserved"; storageclass "hcloud" | -
        a volume that is not there             | {name: c}, spec: {storageClassName: gp3, volumeName: gone} | persistentvolumeclaim "c"; storageclass "gp3" | storageclass "gp3"
        a volume of no class                   | {name: c}, spec: {storageClassName: "", volumeName: pv-aws} | persistentvolumeclaim "c"; persistentvolume "pv-aws" | -
        its class that says the home of its volume | {name: c}, spec: {storageClassName: said-aws-scaleway, volumeName: pv-aws} | \
        persistentvolumeclaim "c"; persistentvolume "pv-aws"; storageclass "said-aws-scaleway" | storageclass "said-aws-scaleway"
        its volume that says its own           | {name: c}, spec: {storageClassName: said-aws-scaleway, volumeName: pv-said} | \
        persistentvolumeclaim "c"; persistentvolume "pv-said" | -
        its own word before that of its class  | {name: c, annotations: {kosmos-admission.io/provider: aws}}, spec: {storageClassName: said-aws-scaleway, volumeName: pv-aws} | \
        persistentvolumeclaim "c"; persistentvolume "pv-aws" | -
        """)
    void isWhatDecidesAndWhatWouldIfItHadChanged(String sentence, String text, String decides, String perhaps) {
        PersistentVolumeClaim claim = GivenCluster.claim(text);
        Evidence evidence = new Evidence(GIVEN.inventory(), GIVEN.homes());
        assertThat(ResultText.of(evidence.of(claim))).isEqualTo(decides);
        assertThat(ResultText.of(evidence.perhaps(claim))).isEqualTo(perhaps);
    }
}
