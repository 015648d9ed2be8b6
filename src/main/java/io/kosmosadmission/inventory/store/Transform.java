package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OrderedStrings;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The form in which objects are held. What decisions read only of an object under review is left out (preferences, what it
 * says of other pods, tolerations, spread constraints, patch points, foreign annotations, owners that aren't the
 * controller, and the uid but of a workload); what repeats is shared.
 */
final class Transform {

    private static final String OWN_PREFIX = "kosmos-admission.io/";

    // placed and placed-by: for people, and for the reviews of the pod itself.
    private static final String PLACED_PREFIX = OWN_PREFIX + "placed";

    // What is longer hardly repeats, and must not be what is remembered of objects long gone.
    private static final int MOST_CHARACTERS = 2_048;

    private final Interner repeats;
    private final Store held;

    /** held: whose names are shared too. */
    Transform(Interner repeats, Store held) {
        this.repeats = repeats;
        this.held = held;
    }

    Node of(Node node) {
        Map<String, String> labels = new HashMap<>(node.labels().size() * 2);
        node.labels()
                .forEach((key, value) ->
                        labels.put(repeats.one(key), value.equals(node.name()) ? node.name() : repeats.one(value)));
        return new Node(node.name(), labels, node.providerID(), repeats.one(node.taints()));
    }

    CSINode of(CSINode node) {
        return new CSINode(held.nodeName(node.name()), repeats.one(node.drivers()));
    }

    PersistentVolume of(PersistentVolume volume) {
        return new PersistentVolume(
                volume.name(),
                read(volume.annotations()),
                repeats.one(volume.driver()),
                repeats.one(volume.storageClassName()),
                terms(volume.nodeAffinity()),
                repeats.one(volume.claimNamespace()),
                held.claimName(volume.claimNamespace(), volume.claimName()));
    }

    PersistentVolumeClaim of(PersistentVolumeClaim claim) {
        return new PersistentVolumeClaim(
                of(claim.metadata(), ""),
                repeats.one(claim.storageClassName()),
                held.volumeName(claim.volumeName()),
                claim.dataSource().map(this::of),
                repeats.one(claim.volumeAttributesClassName()));
    }

    private DataSource of(DataSource source) {
        return new DataSource(
                repeats.one(source.apiGroup()),
                repeats.one(source.kind()),
                repeats.one(source.namespace()),
                source.name());
    }

    VolumeSnapshot of(VolumeSnapshot snapshot) {
        return new VolumeSnapshot(
                repeats.one(snapshot.namespace()),
                snapshot.name(),
                repeats.one(snapshot.persistentVolumeClaimName()),
                snapshot.volumeSnapshotContentName(),
                repeats.one(snapshot.volumeSnapshotClassName()),
                snapshot.boundVolumeSnapshotContentName());
    }

    VolumeSnapshotContent of(VolumeSnapshotContent content) {
        return new VolumeSnapshotContent(
                content.name(),
                repeats.one(content.driver()),
                repeats.one(content.snapshotNamespace()),
                content.snapshotName(),
                repeats.one(content.volumeHandle()));
    }

    PodView of(PodView pod) {
        return new PodView(
                of(pod.metadata(), ""),
                held.nodeName(repeats.one(pod.nodeName())),
                strings(pod.nodeSelector(), "", Map::copyOf),
                terms(pod.requiredNodeAffinity()),
                Affinity.NONE,
                List.of(),
                List.of(),
                pod.volumes().stream().map(this::of).toList(),
                shared(pod.resources(), characters(pod.resources())),
                repeats.one(pod.phase()),
                Presence.NONE);
    }

    Workload of(Workload workload) {
        return new Workload(
                workload.kind(),
                of(workload.metadata(), workload.metadata().uid()),
                workload.replicas(),
                workload.selector(),
                of(workload.template()),
                workload.volumeClaimTemplates().stream().map(this::of).toList(),
                workload.firstOrdinal(),
                workload.finished());
    }

    private Volume of(Volume volume) {
        VolumeSource source = volume.source()
                .match(claim -> claim, ephemeral -> new VolumeSource.Ephemeral(of(ephemeral.template())), repeats::one);
        return new Volume(repeats.one(volume.name()), source);
    }

    private ObjectMeta of(ObjectMeta metadata, String uid) {
        return new ObjectMeta(
                repeats.one(metadata.namespace()),
                metadata.name(),
                "",
                uid,
                strings(metadata.labels(), metadata.name(), OrderedStrings::copyOf),
                read(metadata.annotations()),
                metadata.controller().map(this::of).orElse(List.of()),
                "",
                metadata.deleting());
    }

    private List<OwnerReference> of(OwnerReference controller) {
        OwnerReference held =
                new OwnerReference(controller.apiVersion(), controller.kind(), controller.name(), "", true);
        return shared(List.of(held), characters(List.of(held.apiVersion(), held.kind(), held.name())));
    }

    /** name is often a value too; form is the one that a record keeps as it is, so that it is really shared. */
    private Map<String, String> strings(Map<String, String> own, String name, UnaryOperator<Map<String, String>> form) {
        int characters = characters(own.keySet()) + characters(own.values());
        if (characters > MOST_CHARACTERS) {
            return own;
        }
        Map<String, String> shared = new LinkedHashMap<>();
        own.forEach((key, value) -> shared.put(repeats.one(key), value.equals(name) ? name : repeats.one(value)));
        return repeats.one(form.apply(shared));
    }

    private Optional<List<NodeSelectorTerm>> terms(Optional<List<NodeSelectorTerm>> own) {
        return own.map(terms ->
                shared(terms, terms.stream().mapToInt(Transform::characters).sum()));
    }

    private static int characters(NodeSelectorTerm term) {
        return Stream.concat(term.matchExpressions().stream(), term.matchFields().stream())
                .mapToInt(requirement -> requirement.key().length() + characters(requirement.values()))
                .sum();
    }

    private static int characters(Collection<String> strings) {
        int characters = 0;
        for (String string : strings) {
            characters += string.length();
        }
        return characters;
    }

    private <T> T shared(T own, int characters) {
        return characters > MOST_CHARACTERS ? own : repeats.one(own);
    }

    private static Map<String, String> read(Map<String, String> annotations) {
        Map<String, String> read = new LinkedHashMap<>();
        annotations.forEach((key, value) -> {
            boolean own = key.startsWith(OWN_PREFIX) && !key.startsWith(PLACED_PREFIX);
            if (own || key.equals(PersistentVolumeClaim.CLASS_ANNOTATION)) {
                read.put(key, value);
            }
        });
        return read;
    }
}
