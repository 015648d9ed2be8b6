package io.kosmosadmission.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster and its rules in a folder, as text, and what audit says of them. */
final class AuditedText {

    private final Path folder;
    private final StringBuilder cluster = new StringBuilder();
    private String rules = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";

    AuditedText(Path folder) {
        this.folder = folder;
    }

    AuditedText rules(String more) {
        rules += more;
        return this;
    }

    /** spec is in YAML's flow style. */
    AuditedText node(String name, String provider, String spec) {
        return add("{apiVersion: v1, kind: Node, metadata: {name: " + name + ", labels: {kubernetes.io/hostname: "
                + name + ", provider: " + provider + "}}, spec: {" + spec + "}}");
    }

    /** Adds a Deployment and its ReplicaSet, and a pod on each node, placed by nobody. spec is that of the pods. */
    AuditedText deployment(String name, String hash, String spec, String... nodes) {
        String template = "{metadata: {labels: {app: " + name + "}}, spec: {" + spec + "}}";
        String selector = "selector: {matchLabels: {app: " + name + "}}";
        add("{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: shop, name: " + name + "}, spec: {replicas: "
                + nodes.length + ", " + selector + ", template: " + template + "}}");
        add("{apiVersion: apps/v1, kind: ReplicaSet, metadata: {namespace: shop, name: " + name + "-" + hash
                + ", ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: " + name
                + ", uid: u, controller: true}]}, spec: {replicas: " + nodes.length + ", " + selector + ", template: "
                + template + "}}");
        for (int i = 0; i < nodes.length; i++) {
            add("{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: " + name + "-" + hash + "-" + i
                    + ", labels: {app: " + name + ", pod-template-hash: " + hash
                    + "}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: " + name + "-" + hash
                    + ", uid: u, controller: true}]}, spec: {nodeName: " + nodes[i] + ", " + spec
                    + "}, status: {phase: Running}}");
        }
        return this;
    }

    AuditedText add(String document) {
        cluster.append("---\n").append(document.strip()).append('\n');
        return this;
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Runs audit with more arguments. */
    Ran audit(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "audit",
                "--cluster",
                write("cluster.yaml", cluster.toString()).toString(),
                "--rules",
                write("rules.yaml", rules).toString()));
        command.addAll(List.of(more));
        return Ran.with("", command.toArray(String[]::new));
    }

    /** Returns the findings of one check, a line each. */
    List<String> found(String check) throws IOException {
        Ran ran = audit();
        if (!ran.err().isEmpty()) {
            throw new AssertionError(ran.err());
        }
        return ran.out()
                .lines()
                .filter(line -> line.contains(": " + check + ": "))
                .toList();
    }
}
