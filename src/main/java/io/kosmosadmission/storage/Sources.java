package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the homes of the sources that a claim's volume is made with.
 *
 * <ul>
 *   <li>A claim that is cloned: its home.
 *   <li>A snapshot: by its content's driver; without a content, the home of the snapshotted claim where that is known;
 *       else by the driver of its class.
 *   <li>A volume attributes class: by its driver.
 * </ul>
 *
 * <p>Nothing is told of a source in another namespace but its provider.
 */
final class Sources {

    private final Inventory inventory;
    private final DriverHomes drivers;
    private final Homes homes;
    private final Evidence rests;

    Sources(Inventory inventory, DriverHomes drivers, Homes homes) {
        this.inventory = inventory;
        this.drivers = drivers;
        this.homes = homes;
        this.rests = new Evidence(inventory, homes);
    }

    List<Source> of(PersistentVolumeClaim claim) {
        List<Source> sources = new ArrayList<>(2);
        claim.dataSource().flatMap(source -> of(source, claim)).ifPresent(sources::add);
        if (!claim.volumeAttributesClassName().isEmpty()) {
            inventory
                    .find(Kind.VOLUME_ATTRIBUTES_CLASS, "", claim.volumeAttributesClassName())
                    .map(this::ofAttributesClass)
                    .ifPresent(sources::add);
        }
        return sources;
    }

    private Optional<Source> of(DataSource source, PersistentVolumeClaim claim) {
        String own = claim.metadata().namespace();
        String namespace = source.namespaceOr(own);
        if (source.isClaim()) {
            return inventory.claim(namespace, source.name()).map(it -> ofClaim(it, namespace.equals(own)));
        }
        return source.isSnapshot()
                ? inventory.snapshot(namespace, source.name()).map(it -> ofSnapshot(it, namespace.equals(own)))
                : Optional.empty();
    }

    private Source ofClaim(PersistentVolumeClaim source, boolean ownNamespace) {
        String namespace = source.metadata().namespace();
        String name = source.metadata().name();
        Home home = homes.own(source);
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        evidence.add(ObjectKey.claim(namespace, name));
        evidence.addAll(rests.own(source));
        return new Source(
                ownNamespace ? "claim \"" + name + "\"" : "a claim of another namespace",
                "copied from",
                homes.driver(source),
                ownNamespace,
                ownNamespace ? home : bare(home),
                evidence);
    }

    private Source ofSnapshot(VolumeSnapshot snapshot, boolean ownNamespace) {
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        evidence.add(ObjectKey.snapshot(snapshot.namespace(), snapshot.name()));
        Optional<VolumeSnapshotContent> content = Optional.of(snapshot.contentName())
                .filter(name -> !name.isEmpty())
                .flatMap(inventory::snapshotContent);
        content.ifPresent(it -> evidence.add(ObjectKey.snapshotContent(it.name())));
        String subject = "snapshot \"" + snapshot.name() + "\"";
        Made made = content.map(it -> new Made(it.driver(), drivers.of(it.driver(), subject)))
                .or(() -> ofSnapshotted(snapshot, evidence))
                .or(() -> ofSnapshotClass(snapshot, subject, evidence))
                .orElseGet(() -> new Made("", Home.unknown(subject + " has no content yet")));
        return new Source(
                ownNamespace ? subject : "a snapshot of another namespace",
                "restored from",
                made.driver(),
                ownNamespace,
                ownNamespace ? made.home() : bare(made.home()),
                evidence);
    }

    /** The driver that makes a snapshot, and the home that it has by that. */
    private record Made(String driver, Home home) {}

    private Optional<Made> ofSnapshotted(VolumeSnapshot snapshot, Set<ObjectKey> evidence) {
        Optional<PersistentVolumeClaim> claim =
                snapshot.persistentVolumeClaimName().isEmpty()
                        ? Optional.empty()
                        : inventory.claim(snapshot.namespace(), snapshot.persistentVolumeClaimName());
        claim.ifPresent(it -> evidence.addAll(rests.own(it)));
        return claim.map(it -> new Made(homes.driver(it), homes.own(it)))
                .filter(made -> made.home().ifKnown().isPresent());
    }

    private Optional<Made> ofSnapshotClass(VolumeSnapshot snapshot, String subject, Set<ObjectKey> evidence) {
        Optional<VolumeSnapshotClass> named = Optional.of(snapshot.volumeSnapshotClassName())
                .filter(name -> !name.isEmpty())
                .flatMap(inventory::snapshotClass);
        named.ifPresent(it -> evidence.add(ObjectKey.snapshotClass(it.name())));
        return named.map(it -> new Made(it.driver(), drivers.of(it.driver(), subject)));
    }

    private Source ofAttributesClass(VolumeAttributesClass attributes) {
        String subject = "volume attributes class \"" + attributes.name() + "\"";
        return new Source(
                subject,
                "given",
                attributes.driverName(),
                true,
                drivers.of(attributes.driverName(), subject),
                Set.of(ObjectKey.attributesClass(attributes.name())));
    }

    /** Returns the home without its reasons, which name objects of another namespace. */
    private static Home bare(Home home) {
        return home.match(
                known -> known.limitedTo(known.providers(), "storage of " + Home.names(known.providers())),
                anywhere -> anywhere,
                unknown -> Home.unknown("its source can't be told"));
    }
}
