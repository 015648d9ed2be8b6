package io.kosmosadmission.realcluster.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * Pods as users and controllers write them, odd ones among them: every field that we read or add to is there now and then,
 * absent, null, empty, or full. The same seed makes the same pods.
 */
public final class RandomPods {
    private static final List<String> PROVIDERS = List.of("aws", "scaleway", "hetzner", "nowhere");
    private static final List<String> APPS = List.of("web", "db", "cache");
    private static final List<String> KEYS =
            List.of("provider", "topology.kubernetes.io/zone", "kubernetes.io/hostname", "gpu");
    private static final List<String> REQUIRED_AND_PREFERRED = List.of(
            "requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution");

    private final Random random;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    public RandomPods(long seed) {
        this.random = new Random(seed);
    }

    public ObjectNode next() {
        ObjectNode pod = json.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        metadata(pod.putObject("metadata"));
        ObjectNode spec = pod.putObject("spec");
        spec.put("automountServiceAccountToken", false);
        spec.putArray("containers").addObject().put("name", "main").put("image", "app:1");
        if (often()) {
            spec.putObject("nodeSelector").put(one(KEYS), one(PROVIDERS));
        }
        if (often()) {
            affinity(spec.putObject("affinity"));
        } else if (rarely()) {
            spec.putNull("affinity");
        }
        if (often()) {
            tolerations(spec.putArray("tolerations"));
        } else if (rarely()) {
            spec.putNull("tolerations");
        }
        if (often()) {
            spread(spec.putArray("topologySpreadConstraints"));
        }
        if (often()) {
            volumes(spec.putArray("volumes"));
        }
        if (rarely()) {
            spec.put("fieldOfAnotherVersion", "stays or goes as the API server likes");
        }
        return pod;
    }

    private boolean often() {
        return random.nextInt(3) == 0;
    }

    private boolean rarely() {
        return random.nextInt(8) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void metadata(ObjectNode metadata) {
        metadata.put(random.nextBoolean() ? "name" : "generateName", "pod-" + random.nextInt(1000) + "x");
        if (!rarely()) {
            ObjectNode labels = metadata.putObject("labels");
            labels.put("app", one(APPS));
            if (random.nextBoolean()) {
                labels.put(
                        "place",
                        one(List.of("apart", "maybe-apart", "together", "near-db", "preferred", "buffered", "hard")));
            }
            if (often()) {
                labels.put("tier", one(List.of("guarded", "free")));
            }
            if (often()) {
                labels.put("pod-template-hash", "abc");
            }
        }
        if (often()) {
            metadata.putObject("annotations").put("example.com/of-the-user", "hers");
        } else if (rarely()) {
            metadata.putNull("annotations");
        }
        if (rarely()) {
            metadata.withObject("/annotations").put("kosmos-admission.io/skip", "true");
        }
        if (often()) {
            ObjectNode owner = metadata.putArray("ownerReferences").addObject();
            owner.put("apiVersion", "apps/v1").put("kind", one(List.of("ReplicaSet", "StatefulSet")));
            owner.put("name", "owner-abc")
                    .put("uid", "6f1c7a0e-0000-4000-8000-000000000000")
                    .put("controller", true);
        }
    }

    private void affinity(ObjectNode affinity) {
        if (random.nextBoolean()) {
            nodeAffinity(affinity.putObject("nodeAffinity"));
        } else if (rarely()) {
            affinity.putNull("nodeAffinity");
        }
        for (String name : List.of("podAffinity", "podAntiAffinity")) {
            if (often()) {
                podAffinity(affinity.putObject(name));
            }
        }
    }

    private void nodeAffinity(ObjectNode affinity) {
        if (random.nextBoolean()) {
            ArrayNode terms = affinity.putObject(REQUIRED_AND_PREFERRED.get(0)).putArray("nodeSelectorTerms");
            for (int i = random.nextInt(3); i >= 0; i--) {
                term(terms.addObject());
            }
        }
        if (often()) {
            ObjectNode preferred =
                    affinity.putArray(REQUIRED_AND_PREFERRED.get(1)).addObject();
            term(preferred.put("weight", 1 + random.nextInt(100)).putObject("preference"));
        }
    }

    private void term(ObjectNode term) {
        if (rarely()) {
            return; // an empty one matches no node
        }
        if (!rarely()) {
            ArrayNode expressions = term.putArray("matchExpressions");
            for (int i = random.nextInt(2); i >= 0; i--) {
                requirement(expressions.addObject().put("key", one(KEYS)));
            }
        }
        if (rarely()) {
            ObjectNode field = term.putArray("matchFields").addObject().put("key", "metadata.name");
            field.put("operator", "In").putArray("values").add("aws-1");
        }
    }

    private void requirement(ObjectNode requirement) {
        String operator = one(List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"));
        requirement.put("operator", operator);
        if (operator.endsWith("In")) {
            ArrayNode values = requirement.putArray("values").add(one(PROVIDERS));
            if (random.nextBoolean()) {
                values.add(one(PROVIDERS));
            }
        } else if (operator.length() == 2) {
            requirement.putArray("values").add("5");
        }
    }

    private void podAffinity(ObjectNode affinity) {
        for (String list : REQUIRED_AND_PREFERRED) {
            if (random.nextBoolean()) {
                continue;
            }
            ObjectNode term = affinity.putArray(list).addObject();
            if (list.startsWith("preferred")) {
                term = term.put("weight", 50).putObject("podAffinityTerm");
            }
            term.put("topologyKey", one(KEYS));
            term.putObject("labelSelector").putObject("matchLabels").put("app", one(APPS));
            if (rarely()) {
                term.putArray("namespaces").add("elsewhere");
            }
        }
    }

    private void tolerations(ArrayNode tolerations) {
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode toleration = tolerations.addObject();
            switch (random.nextInt(4)) {
                case 0 -> toleration.put("operator", "Exists");
                case 1 ->
                    toleration
                            .put("key", "provider")
                            .put("value", one(PROVIDERS))
                            .put("effect", "NoSchedule");
                case 2 -> toleration.put("key", "provider").put("operator", "Exists");
                default ->
                    toleration.put("key", "dedicated").put("operator", "Equal").put("value", "x");
            }
        }
    }

    private void spread(ArrayNode constraints) {
        ObjectNode constraint = constraints.addObject().put("maxSkew", 1 + random.nextInt(2));
        constraint.put("topologyKey", one(KEYS));
        constraint.put("whenUnsatisfiable", random.nextBoolean() ? "ScheduleAnyway" : "DoNotSchedule");
        if (!rarely()) {
            constraint.putObject("labelSelector").putObject("matchLabels").put("app", one(APPS));
        }
    }

    private void volumes(ArrayNode volumes) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode volume = volumes.addObject().put("name", "v" + i);
            switch (random.nextInt(6)) {
                case 0 -> volume.putObject("emptyDir");
                case 1 -> ephemeral(volume.putObject("ephemeral").putObject("volumeClaimTemplate"));
                case 2 ->
                    volume.putObject("csi").put("driver", one(List.of("secrets-store.csi.k8s.io", "ebs.csi.aws.com")));
                case 3 -> volume.putObject("gcePersistentDisk").put("pdName", "disk");
                default ->
                    volume.putObject("persistentVolumeClaim")
                            .put("claimName", one(List.of("of-aws", "of-scaleway", "of-nobody", "not-there")));
            }
        }
    }

    private void ephemeral(ObjectNode template) {
        ObjectNode spec = template.putObject("spec");
        spec.put("storageClassName", one(List.of("gp3", "scw-bssd", "nfs")));
        spec.putArray("accessModes").add("ReadWriteOnce");
        spec.putObject("resources").putObject("requests").put("storage", "1Gi");
    }
}
