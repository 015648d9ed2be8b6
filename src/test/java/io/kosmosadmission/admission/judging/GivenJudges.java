package io.kosmosadmission.admission.judging;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.target.Targets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The judges of namespace default in a cluster of aws, hetzner and scaleway. It has a storage class of each kind of
 * home, and a claim of each class that has the class's name.
 */
record GivenJudges(Configuration configuration, Inventory inventory) {

    /** gp3, scw-bssd and hcloud are block storage of one provider each, efs is a file service of aws, acme is unknown. */
    private static final String CLASSES = List.of(
                    "gp3 ebs.csi.aws.com",
                    "scw-bssd csi.scaleway.com",
                    "hcloud csi.hetzner.cloud",
                    "efs efs.csi.aws.com",
                    "longhorn driver.longhorn.io",
                    "acme acme.example/foo")
            .stream()
            .map(row -> row.split(" "))
            .map(row -> storageClass(row[0], row[1]) + GivenObject.manifests("Claim " + row[0] + " class " + row[0]))
            .collect(Collectors.joining());

    /** Reads rules as {@link GivenRules} and objects as {@link GivenObject} do. */
    static GivenJudges of(String rules, String objects) {
        String configuration = GivenRules.of(rules);
        return new GivenJudges(
                GivenCluster.configuration(configuration),
                GivenCluster.inventory(
                        configuration, GivenCluster.THREE_PROVIDERS + CLASSES + GivenObject.manifests(objects)));
    }

    private static String storageClass(String name, String provisioner) {
        return "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + name + "}, provisioner: "
                + provisioner + ", volumeBindingMode: WaitForFirstConsumer}\n---\n";
    }

    /** Returns the scope in which all parts count that are not disabled. */
    Scope scope() {
        return new Scope(configuration, inventory.namespace("default"), Mode.Enforce);
    }

    Scope enforced() {
        return scope().enforced();
    }

    Placer placer() {
        return new Placer(inventory, new Targets(inventory), new Homes(inventory));
    }

    PodJudge ofPods() {
        return new PodJudge(inventory, new Targets(inventory), new Homes(inventory), placer());
    }

    ClaimJudge ofClaims() {
        return new ClaimJudge(inventory, new Homes(inventory), ofPods());
    }

    WorkloadJudge ofWorkloads() {
        return new WorkloadJudge(inventory, ofPods(), placer());
    }

    /**
     * {@code KA101 gp3; KA001 eu Warn; (KA003)}: each objection by its identity, and its mode unless that is Enforce;
     * the excused ones are in parentheses.
     */
    static String text(Verdict verdict) {
        return ResultText.of(Stream.concat(
                        verdict.objections().stream().map(GivenJudges::text),
                        verdict.excused().stream().map(objection -> "(" + text(objection) + ")"))
                .toList());
    }

    static String text(Objection objection) {
        return objection.identity() + (objection.mode() == Mode.Enforce ? "" : " " + objection.mode());
    }
}
