package io.kosmosadmission.realcluster.objects;

/** StatefulSets that have a claim made for each pod. */
public final class StatefulSets {
    private StatefulSets() {}

    /** With claim template {@code data} of that class; spec is one more field of the pod, or empty. */
    public static String with(String name, int replicas, String storageClass, String spec) {
        return Manifests.deployment(name, replicas, spec)
                        .replace("kind: Deployment", "kind: StatefulSet")
                        .replace("spec:\n  replicas", "spec:\n  podManagementPolicy: Parallel\n  replicas")
                + """
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec:
                      accessModes: [ReadWriteOnce]
                      storageClassName: %s
                      resources: {requests: {storage: 1Gi}}
                """.formatted(storageClass);
    }
}
