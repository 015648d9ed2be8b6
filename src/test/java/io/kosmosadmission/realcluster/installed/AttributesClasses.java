package io.kosmosadmission.realcluster.installed;

import io.kosmosadmission.realcluster.plane.ControlPlane;

/** VolumeAttributesClasses, as the version of Kubernetes has them that the tests run against. */
public final class AttributesClasses {
    private static final int STABLE = 34;

    private AttributesClasses() {}

    /** What an API server has to be told that it serves them: they are off where they are no more than v1beta1. */
    public static String[] flags() {
        return areStable()
                ? new String[0]
                : new String[] {
                    "--feature-gates=VolumeAttributesClass=true", "--runtime-config=storage.k8s.io/v1beta1=true"
                };
    }

    public static String manifest(String name, String driver) {
        return """
                apiVersion: storage.k8s.io/%s
                kind: VolumeAttributesClass
                metadata: {name: %s}
                driverName: %s
                parameters: {iops: "4000"}
                """.formatted(areStable() ? "v1" : "v1beta1", name, driver);
    }

    private static boolean areStable() {
        return ControlPlane.minorVersion() >= STABLE;
    }
}
