package io.kosmosadmission.realcluster.scene;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;

/** Claims, and what the controllers of a cluster do with them. */
public final class Claims {

    private Claims() {}

    /** field is one more of its spec, or empty. */
    public static String claim(String name, String field) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
                  %s
                """.formatted(name, field);
    }

    /** Offers a volume of the class, and returns once the controller has bound the claim to it. */
    public static void bind(Scene scene, String claim, String storageClass) {
        scene.given("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: volume-of-%1$s}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  storageClassName: %1$s
                  hostPath: {path: /volume}
                """.formatted(storageClass));
        await("the controller binds")
                .until(() -> get(scene, claim, ".status.phase").equals("Bound"));
    }

    /** Makes a class the default, and returns once the controller has given it to the claim that has none. */
    public static void makeDefault(Scene scene, String claim) {
        scene.given(Manifests.storageClass("default-of-" + scene.namespace(), "example.com/none")
                .replace(
                        "metadata: {",
                        "metadata: {annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}, "));
        await("the controller gives the default class")
                .until(() -> !get(scene, claim, ".spec.storageClassName").isEmpty());
    }

    private static String get(Scene scene, String claim, String field) {
        return scene.ask("get", "persistentvolumeclaim", claim, "-o", "jsonpath={" + field + "}");
    }
}
