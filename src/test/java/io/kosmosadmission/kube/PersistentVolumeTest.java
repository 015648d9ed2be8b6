package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes by the texts of their manifests, beside claim {@code default/data} with uid {@code now} that asks for 10Gi. */
class PersistentVolumeTest {

    private static final PersistentVolumeClaim CLAIM = GivenCluster.claim(
            "{name: data, namespace: default, uid: now}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no claim                | spec: {}                                                                         | false
        its claim by name       | spec: {claimRef: {namespace: default, name: data}}                               | true
        a uid of the claim      | spec: {claimRef: {namespace: default, name: data, uid: now}}                     | true
        another uid             | spec: {claimRef: {namespace: default, name: data, uid: old}}                     | false
        another name            | spec: {claimRef: {namespace: default, name: other}}                              | false
        another namespace       | spec: {claimRef: {namespace: shop, name: data}}                                  | false
        it is bound             | spec: {claimRef: {namespace: default, name: data, uid: now}}, status: {phase: Bound} | true
        it is Released          | spec: {claimRef: {namespace: default, name: data}}, status: {phase: Released}    | false
        its deletion failed     | spec: {claimRef: {namespace: default, name: data}}, status: {phase: Failed}      | false
        a phase of tomorrow     | spec: {claimRef: {namespace: default, name: data}}, status: {phase: Frozen}      | true
        big enough              | spec: {capacity: {storage: 10Gi}, claimRef: {namespace: default, name: data}}    | true
        the size is a number    | spec: {capacity: {storage: 10737418240}, claimRef: {namespace: default, name: data}} | true
        too small               | spec: {capacity: {storage: 9Gi}, claimRef: {namespace: default, name: data}}     | false
        no size that is known   | spec: {capacity: {storage: ~}, claimRef: {namespace: default, name: data}}       | true
        blocks                  | spec: {volumeMode: Block, claimRef: {namespace: default, name: data}}            | false
        another access mode     | spec: {accessModes: [ReadOnlyMany], claimRef: {namespace: default, name: data}}  | true
        """)
    void isKeptForAClaim(String sentence, String volume, boolean kept) {
        assertThat(volume("", volume).isKeptFor(CLAIM)).isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Available               | ''                                   | spec: {}, status: {phase: Available}  | true  | false
        just made               | ''                                   | spec: {}, status: {phase: Pending}    | true  | false
        a file without a status | ''                                   | spec: {}                              | true  | false
        bound                   | ''                                   | spec: {claimRef: {namespace: default, name: data, uid: u}}, status: {phase: Bound} | false | false
        kept for a claim        | ''                                   | spec: {claimRef: {namespace: default, name: data}}, status: {phase: Available} | false | false
        Released                | ''                                   | spec: {claimRef: {namespace: default, name: data, uid: u}}, status: {phase: Released} | false | true
        its deletion failed     | ''                                   | spec: {claimRef: {namespace: default, name: data, uid: u}}, status: {phase: Failed} | false | true
        being deleted           | deletionTimestamp: 2026-01-01T00:00:00Z | spec: {}, status: {phase: Available} | false | false
        """)
    void isAvailable(String sentence, String metadata, String volume, boolean available, boolean givenBack) {
        assertThat(volume(metadata, volume).isAvailable()).isEqualTo(available);
        assertThat(volume(metadata, volume).isGivenBack()).isEqualTo(givenBack);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all that is asked     | capacity: {storage: 10Gi}, accessModes: [ReadWriteOnce]  | true
        more than is asked    | capacity: {storage: 1Ti}, accessModes: [ReadWriteOnce, ReadWriteMany] | true
        nothing is said       | nfs: {path: /}                                           | true
        not this access mode  | capacity: {storage: 10Gi}, accessModes: [ReadWriteMany]  | false
        too small             | capacity: {storage: 10G}, accessModes: [ReadWriteOnce]   | false
        blocks                | capacity: {storage: 10Gi}, accessModes: [ReadWriteOnce], volumeMode: Block | false
        """)
    void offersWhatAClaimAsks(String sentence, String spec, boolean offers) {
        assertThat(volume("", "spec: {" + spec + "}").traits().offers(CLAIM.traits()))
                .isEqualTo(offers);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the field                | ''                                                                 | spec: {storageClassName: fast} | fast
        the annotation before it | annotations: {volume.beta.kubernetes.io/storage-class: old}        | spec: {storageClassName: fast} | old
        neither                  | ''                                                                 | spec: {}                       | ''
        """)
    void hasAClass(String sentence, String metadata, String volume, String className) {
        assertThat(volume(metadata, volume).className()).isEqualTo(className);
    }

    @ParameterizedTest(name = "{0} of a claim with uid \"{1}\"")
    @CsvSource({
        "pvc-now, now, true",
        "pvc-old, old, false",
        "pvc-now, old, false",
        "pvc-old, now, true",
        "pvc-now, '', true",
        "pvc-old, '', true",
        "pvc-, '', true",
        "pv-1, pvc-now, false",
    })
    void mayBeNamedByItsClaim(String name, String uid, boolean kept) {
        String claim = "spec: {claimRef: {namespace: default, name: data, uid: '" + uid + "'}}, status: {phase: Bound}";
        PersistentVolume volume = volume(name, "", claim);
        assertThat(volume.claimUid()).isEqualTo(uid);
        assertThat(volume.isKeptFor(CLAIM)).isEqualTo(kept);
    }

    private static PersistentVolume volume(String metadata, String fields) {
        return volume("pv", metadata, fields);
    }

    private static PersistentVolume volume(String name, String metadata, String fields) {
        String more = metadata.isEmpty() ? "" : ", " + metadata;
        return GivenCluster.inventory(
                        "",
                        "{apiVersion: v1, kind: PersistentVolume, metadata: {name: " + name + more + "}, " + fields
                                + "}")
                .volume(name)
                .orElseThrow();
    }
}
