package io.kosmosadmission.realcluster.objects;

/** What an app team writes, with its few lines that matter to the test. */
public final class Manifests {
    private Manifests() {}

    /** A Deployment whose pods bear {@code app: <name>}; spec is one more field of the pod, or empty. */
    public static String deployment(String name, int replicas, String spec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers: [{name: main, image: "app:1"}]
                      %3$s
                """.formatted(name, replicas, spec);
    }

    /** A pod without a controller; spec is one more field of it, or empty. */
    public static String pod(String name, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, labels: {app: %1$s}}
                spec:
                  containers: [{name: main, image: "app:1"}]
                  %2$s
                """.formatted(name, spec);
    }

    public static String claim(String namespace, String name, String storageClass) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %2$s, namespace: %1$s}
                spec:
                  accessModes: [ReadWriteOnce]
                  storageClassName: %3$s
                  resources: {requests: {storage: 1Gi}}
                """.formatted(namespace, name, storageClass);
    }

    public static String storageClass(String name, String provisioner) {
        return """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: %s
                volumeBindingMode: WaitForFirstConsumer
                """.formatted(name, provisioner);
    }
}
