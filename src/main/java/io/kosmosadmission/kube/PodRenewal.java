package io.kosmosadmission.kube;

/** How the pods of a workload come to be made again, so that a changed decision reaches them. */
public enum PodRenewal {
    /** By a restart of its rollout, or by its controller once they are deleted. */
    Restart,
    /** By a restart once the rollout is resumed: kubectl restarts no Deployment that is paused. */
    Resume,
    /** Once they are deleted: a StatefulSet with updateStrategy OnDelete, or a partition, leaves some as they are. */
    Delete,
    /** Not at all: a Job that is complete or failed. */
    Never
}
