package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

    private static final GivenStorage GIVEN = GivenStorage.of("""
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: standard, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}, provisioner: csi.hetzner.cloud}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-aws}, spec: {csi: {driver: ebs.csi.aws.com}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-local}, spec: {local: {path: /d}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-said, annotations: {kosmos-admission.io/provider: any}}, spec: {csi: {driver: ebs.csi.aws.com}}}
            """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        by its class            | {name: c}, spec: {storageClassName: gp3} | \
        no annotation; no volume yet; storage class "gp3" of ebs.csi.aws.com; at home in aws by storage class "gp3" of aws (ebs.csi.aws.com)
        by the default class    | {name: c}, spec: {} | no annotation; no volume yet; default storage class "standard" of csi.hetzner.cloud; \
        at home in hetzner by storage class "standard" of hetzner (csi.hetzner.cloud)
        a class that is gone    | {name: c}, spec: {storageClassName: gone} | no annotation; no volume yet; storage class "gone", not found; home unknown: storage class "gone" not found
        no class at all         | {name: c}, spec: {storageClassName: ""} | no annotation; no volume yet; no storage class; home unknown: no storage class: a static volume, unknown until it is bound
        a file service          | {name: c}, spec: {storageClassName: efs} | \
        no annotation; no volume yet; storage class "efs" of efs.csi.aws.com; at home in aws (a file service: soft) by storage class "efs" of aws (efs.csi.aws.com)
        neutral storage         | {name: c}, spec: {storageClassName: longhorn} | no annotation; no volume yet; storage class "longhorn" of driver.longhorn.io; at home anywhere
        by its volume           | {name: c}, spec: {volumeName: pv-aws} | \
        no annotation; volume "pv-aws" of ebs.csi.aws.com; at home in aws by volume "pv-aws" of aws (ebs.csi.aws.com)
        a volume of no driver   | {name: c}, spec: {volumeName: pv-local} | no annotation; volume "pv-local" of no driver; at home anywhere
        a volume that is gone   | {name: c}, spec: {volumeName: gone} | no annotation; volume "gone", not found; home unknown: volume "gone" not found
        its own annotation      | {name: c, annotations: {kosmos-admission.io/provider: "aws,hetzner"}}, spec: {storageClassName: gp3} | \
        annotation kosmos-admission.io/provider; no volume yet; storage class "gp3" of ebs.csi.aws.com; \
        at home in aws, hetzner by storage of aws or hetzner (annotation kosmos-admission.io/provider)
        an annotation that is empty | {name: c, annotations: {kosmos-admission.io/provider: ""}}, spec: {storageClassName: gp3} | \
        annotation kosmos-admission.io/provider; no volume yet; storage class "gp3" of ebs.csi.aws.com; at home in aws by storage class "gp3" of aws (ebs.csi.aws.com)
        its volume's annotation | {name: c}, spec: {volumeName: pv-said} | annotation kosmos-admission.io/provider; volume "pv-said" of ebs.csi.aws.com; at home anywhere
        its class's annotation  | {name: c}, spec: {storageClassName: said-aws-hetzner} | \
        annotation kosmos-admission.io/provider; no volume yet; storage class "said-aws-hetzner" of acme.example/foo; \
        at home in aws, hetzner by storage of aws or hetzner (annotation kosmos-admission.io/provider)
        its source              | {name: c, namespace: default}, spec: {storageClassName: said-aws-hetzner, dataSource: {kind: PersistentVolumeClaim, name: gp3}} | \
        annotation kosmos-admission.io/provider; no volume yet; storage class "said-aws-hetzner" of acme.example/foo; \
        copied from claim "gp3" at home in aws by storage class "gp3" of aws (ebs.csi.aws.com); \
        at home in aws by storage of aws or hetzner (annotation kosmos-admission.io/provider), copied from claim "gp3"
        """)
    void ofAClaim(String sentence, String claim, String steps) {
        assertThat(new Steps(GIVEN.inventory()).of(GivenCluster.claim(claim))).isEqualTo(steps);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim            | {name: v, persistentVolumeClaim: {claimName: gp3}}  | \
        claim "gp3": no annotation; no volume yet; storage class "gp3" of ebs.csi.aws.com; at home in aws by storage class "gp3" of aws (ebs.csi.aws.com)
        a claim that is gone | {name: v, persistentVolumeClaim: {claimName: gone}} | claim "gone": home unknown: claim "gone" not found
        an inline volume   | {name: v, csi: {driver: csi.scaleway.com}}          | volume "v": at home in scaleway by storage of scaleway (csi.scaleway.com)
        """)
    void ofAVolume(String sentence, String volume, String steps) {
        VolumeUse use =
                GIVEN.uses(GivenCluster.pod("{volumes: [" + volume + "]}")).get(0);
        assertThat(new Steps(GIVEN.inventory()).of(use)).isEqualTo(steps);
    }
}
