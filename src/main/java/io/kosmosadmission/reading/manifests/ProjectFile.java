package io.kosmosadmission.reading.manifests;

import java.util.Optional;
import java.util.regex.Pattern;

/** The files beside manifests that tell a tool how to make manifests, and are none. */
enum ProjectFile {
    Kustomization("(kustomization|Kustomization)\\.ya?ml", "a kustomization", "kubectl kustomize"),
    Chart(
            "(Chart|values|values[-_.].+|.+[-_.]values|requirements)\\.ya?ml|values\\.schema\\.json",
            "part of a Helm chart",
            "helm template");

    private static final String GROUP = "kustomize.config.k8s.io/";

    private final Pattern name;
    private final String what;
    private final String tool;

    ProjectFile(String name, String what, String tool) {
        this.name = Pattern.compile(name);
        this.what = what;
        this.tool = tool;
    }

    /** Returns what a file is by its name. */
    static Optional<ProjectFile> named(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        for (ProjectFile candidate : values()) {
            if (candidate.name.matcher(name).matches()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Returns whether an object of that version is kustomize's own, whatever its file is called. */
    static boolean isKustomization(String apiVersion) {
        return apiVersion.startsWith(GROUP);
    }

    String note() {
        return what + ", passed over: review what " + tool + " makes of it";
    }
}
