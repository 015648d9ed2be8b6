package io.kosmosadmission.storage;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cluster of aws (its node is tainted), hetzner and scaleway, with a storage class of each kind of home, and in namespace
 * default a claim of each class that has the class's name.
 */
record GivenStorage(Inventory inventory) {

    /** gp3, scw-bssd and hcloud are block storage; efs is a file service; said-* have a home by annotation. */
    private static final String CLASSES = List.of(
                    "gp3 | ebs.csi.aws.com | -",
                    "scw-bssd | csi.scaleway.com | -",
                    "scw-sbs | csi.scaleway.com | -",
                    "hcloud | csi.hetzner.cloud | -",
                    "efs | efs.csi.aws.com | -",
                    "longhorn | driver.longhorn.io | -",
                    "acme | acme.example/foo | -",
                    "do | dobs.csi.digitalocean.com | -",
                    "said-aws-scaleway | acme.example/foo | aws,scaleway",
                    "said-aws-hetzner | acme.example/foo | aws,hetzner",
                    "said-hetzner-scaleway | acme.example/foo | hetzner,scaleway")
            .stream()
            .map(row -> row.split(" \\| "))
            .map(row -> storageClass(row[0], row[1], row[2]) + claim(row[0], "storageClassName: " + row[0]))
            .collect(Collectors.joining());

    static GivenStorage of(String rules, String manifests) {
        return new GivenStorage(GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS + CLASSES + manifests));
    }

    static GivenStorage of(String manifests) {
        return of("", manifests);
    }

    /** As that cluster is when it has been watched for ten minutes. */
    static GivenStorage watched(String rules, String manifests) {
        return new GivenStorage(
                GivenCluster.watchedInventory(rules, GivenCluster.THREE_PROVIDERS + CLASSES + manifests));
    }

    static String storageClass(String name, String provisioner, String home) {
        String annotations = home.equals(ResultText.NONE) ? "" : Homes.ANNOTATION + ": \"" + home + "\"";
        return "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + name + ", annotations: {"
                + annotations + "}}, provisioner: " + provisioner + ", volumeBindingMode: WaitForFirstConsumer}\n---\n";
    }

    /** A claim of namespace default by the text of its spec's fields. */
    static String claim(String name, String spec) {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: " + name
                + ", namespace: default}, spec: {" + spec + "}}\n---\n";
    }

    /** A pod that names these claims, by their names with blanks between them; fields are more fields of its spec. */
    static PodView pod(String claims, String fields) {
        String volumes = claims.equals(ResultText.NONE)
                ? ""
                : List.of(claims.split(" ")).stream()
                        .map(name -> "{name: v-" + name + ", persistentVolumeClaim: {claimName: " + name + "}}")
                        .collect(Collectors.joining(", "));
        String more = fields.substring(1, fields.length() - 1);
        return GivenCluster.pod("{volumes: [" + volumes + "]" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    Homes homes() {
        return new Homes(inventory);
    }

    Target target(PodView pod) {
        return new Targets(inventory).of(pod);
    }

    List<VolumeUse> uses(PodView pod) {
        return new VolumeUses(homes(), name -> inventory.claim("default", name)).of(pod);
    }

    Consumer consumer(PodView pod) {
        return new Consumer("deployment", "db", pod, target(pod), uses(pod));
    }
}
