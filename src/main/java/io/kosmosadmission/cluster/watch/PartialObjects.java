package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.Workload;

/** A class, and a class of lists, for each kind that is followed: the client tells kinds apart by their classes alone. */
final class PartialObjects {

    private PartialObjects() {}

    @Group("")
    @Version("v1")
    @Kind("Node")
    @Plural("nodes")
    static final class OfNode extends PartialObject<Node> {}

    static final class Nodes extends DefaultKubernetesResourceList<OfNode> {}

    @Group("storage.k8s.io")
    @Version("v1")
    @Kind("CSINode")
    @Plural("csinodes")
    static final class OfCSINode extends PartialObject<CSINode> {}

    static final class CSINodes extends DefaultKubernetesResourceList<OfCSINode> {}

    @Group("")
    @Version("v1")
    @Kind("Namespace")
    @Plural("namespaces")
    static final class OfNamespace extends PartialObject<Namespace> {}

    static final class Namespaces extends DefaultKubernetesResourceList<OfNamespace> {}

    @Group("storage.k8s.io")
    @Version("v1")
    @Kind("StorageClass")
    @Plural("storageclasses")
    static final class OfStorageClass extends PartialObject<StorageClass> {}

    static final class StorageClasses extends DefaultKubernetesResourceList<OfStorageClass> {}

    @Group("")
    @Version("v1")
    @Kind("PersistentVolume")
    @Plural("persistentvolumes")
    static final class OfPersistentVolume extends PartialObject<PersistentVolume> {}

    static final class PersistentVolumes extends DefaultKubernetesResourceList<OfPersistentVolume> {}

    @Group("")
    @Version("v1")
    @Kind("PersistentVolumeClaim")
    @Plural("persistentvolumeclaims")
    static final class OfPersistentVolumeClaim extends PartialObject<PersistentVolumeClaim> implements Namespaced {}

    static final class PersistentVolumeClaims extends DefaultKubernetesResourceList<OfPersistentVolumeClaim> {}

    @Group("")
    @Version("v1")
    @Kind("Pod")
    @Plural("pods")
    static final class OfPod extends PartialObject<PodView> implements Namespaced {}

    static final class Pods extends DefaultKubernetesResourceList<OfPod> {}

    @Group("apps")
    @Version("v1")
    @Kind("Deployment")
    @Plural("deployments")
    static final class OfDeployment extends PartialObject<Workload> implements Namespaced {}

    static final class Deployments extends DefaultKubernetesResourceList<OfDeployment> {}

    @Group("apps")
    @Version("v1")
    @Kind("StatefulSet")
    @Plural("statefulsets")
    static final class OfStatefulSet extends PartialObject<Workload> implements Namespaced {}

    static final class StatefulSets extends DefaultKubernetesResourceList<OfStatefulSet> {}

    @Group("apps")
    @Version("v1")
    @Kind("DaemonSet")
    @Plural("daemonsets")
    static final class OfDaemonSet extends PartialObject<Workload> implements Namespaced {}

    static final class DaemonSets extends DefaultKubernetesResourceList<OfDaemonSet> {}

    @Group("apps")
    @Version("v1")
    @Kind("ReplicaSet")
    @Plural("replicasets")
    static final class OfReplicaSet extends PartialObject<Workload> implements Namespaced {}

    static final class ReplicaSets extends DefaultKubernetesResourceList<OfReplicaSet> {}

    @Group("batch")
    @Version("v1")
    @Kind("Job")
    @Plural("jobs")
    static final class OfJob extends PartialObject<Workload> implements Namespaced {}

    static final class Jobs extends DefaultKubernetesResourceList<OfJob> {}

    @Group("batch")
    @Version("v1")
    @Kind("CronJob")
    @Plural("cronjobs")
    static final class OfCronJob extends PartialObject<Workload> implements Namespaced {}

    static final class CronJobs extends DefaultKubernetesResourceList<OfCronJob> {}

    @Group(VolumeSnapshot.GROUP)
    @Version("v1")
    @Kind("VolumeSnapshot")
    @Plural("volumesnapshots")
    static final class OfVolumeSnapshot extends PartialObject<VolumeSnapshot> implements Namespaced {}

    static final class VolumeSnapshots extends DefaultKubernetesResourceList<OfVolumeSnapshot> {}

    @Group(VolumeSnapshot.GROUP)
    @Version("v1")
    @Kind("VolumeSnapshotContent")
    @Plural("volumesnapshotcontents")
    static final class OfVolumeSnapshotContent extends PartialObject<VolumeSnapshotContent> {}

    static final class VolumeSnapshotContents extends DefaultKubernetesResourceList<OfVolumeSnapshotContent> {}

    @Group(VolumeSnapshot.GROUP)
    @Version("v1")
    @Kind("VolumeSnapshotClass")
    @Plural("volumesnapshotclasses")
    static final class OfVolumeSnapshotClass extends PartialObject<VolumeSnapshotClass> {}

    static final class VolumeSnapshotClasses extends DefaultKubernetesResourceList<OfVolumeSnapshotClass> {}

    @Group("storage.k8s.io")
    @Version("v1")
    @Kind("VolumeAttributesClass")
    @Plural("volumeattributesclasses")
    static final class OfVolumeAttributesClass extends PartialObject<VolumeAttributesClass> {}

    static final class VolumeAttributesClasses extends DefaultKubernetesResourceList<OfVolumeAttributesClass> {}

    @Group("storage.k8s.io")
    @Version("v1beta1")
    @Kind("VolumeAttributesClass")
    @Plural("volumeattributesclasses")
    static final class OfBetaAttributesClass extends PartialObject<VolumeAttributesClass> {}

    static final class BetaAttributesClasses extends DefaultKubernetesResourceList<OfBetaAttributesClass> {}
}
