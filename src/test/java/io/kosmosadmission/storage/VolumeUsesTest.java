package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeUsesTest {

    private static final GivenStorage GIVEN = GivenStorage.of(GivenStorage.claim("bound", "volumeName: pv-aws")
            + GivenStorage.claim("bound-to-nothing", "volumeName: gone")
            + GivenStorage.claim("reserved", "storageClassName: scw-bssd")
            + """
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-aws}, spec: {csi: {driver: ebs.csi.aws.com}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-reserved}, spec: {csi: {driver: ebs.csi.aws.com}, claimRef: {namespace: default, name: reserved}}}
            """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no volume                          | ''                                                    | -
        a claim to be made                 | {name: v, persistentVolumeClaim: {claimName: gp3}}    | \
        gp3, claim "gp3" (claim known): aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        a claim with a volume              | {name: v, persistentVolumeClaim: {claimName: bound}}  | \
        bound, claim "bound" (claim known, has volume): aws hard, volume "pv-aws" of aws (ebs.csi.aws.com)
        a claim with a volume that is not known | {name: v, persistentVolumeClaim: {claimName: bound-to-nothing}} | \
        bound-to-nothing, claim "bound-to-nothing" (claim known, has volume): unknown, volume "gone" not found
        a claim with a volume reserved for it | {name: v, persistentVolumeClaim: {claimName: reserved}} | \
        reserved, claim "reserved" (claim known, has volume): aws hard, volume "pv-reserved" of aws (ebs.csi.aws.com)
        a claim that is not there          | {name: v, persistentVolumeClaim: {claimName: gone}}   | gone, claim "gone" (): unknown, claim "gone" not found
        an ephemeral volume                | {name: tmp, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: scw-bssd}}}} | \
        tmp, ephemeral volume "tmp" (claim known): scaleway hard, storage class "scw-bssd" of scaleway (csi.scaleway.com)
        an ephemeral volume with a source  | {name: tmp, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, \
        name: gp3}}}}} | \
        tmp, ephemeral volume "tmp" (claim known): aws hard, storage of aws or scaleway (annotation kosmos-admission.io/provider), copied from claim "gp3"
        an inline volume of a driver       | {name: in, csi: {driver: ebs.csi.aws.com}}            | in, volume "in" (has volume): aws hard, storage of aws (ebs.csi.aws.com)
        an inline volume of no provider    | {name: in, csi: {driver: secrets-store.csi.k8s.io}}   | in, volume "in" (has volume): any
        an in-tree volume                  | {name: in, awsElasticBlockStore: {volumeID: v}}       | in, volume "in" (has volume): aws hard, storage of aws (kubernetes.io/aws-ebs)
        a volume that is no storage        | {name: c, configMap: {name: c}}                       | -
        one claim in two volumes           | {name: a, persistentVolumeClaim: {claimName: gp3}}, {name: b, persistentVolumeClaim: {claimName: gp3}} | \
        gp3, claim "gp3" (claim known): aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        two volumes in their order         | {name: b, csi: {driver: ebs.csi.aws.com}}, {name: a, csi: {driver: csi.scaleway.com}} | \
        b, volume "b" (has volume): aws hard, storage of aws (ebs.csi.aws.com); a, volume "a" (has volume): scaleway hard, storage of scaleway (csi.scaleway.com)
        """)
    void findsTheHomeOfEachVolume(String sentence, String volumes, String expected) {
        assertThat(ResultText.of(GIVEN.uses(GivenCluster.pod("{volumes: [" + volumes + "]}")).stream()
                        .map(VolumeUsesTest::text)
                        .toList()))
                .isEqualTo(expected);
    }

    private static String text(VolumeUse use) {
        String known = use.claim().isPresent() ? "claim known" : "";
        String made = use.hasVolume() ? "has volume" : "";
        return use.name() + ", " + use.subject() + " (" + known + (known.isEmpty() || made.isEmpty() ? "" : ", ") + made
                + "): " + ResultText.of(use.home());
    }
}
