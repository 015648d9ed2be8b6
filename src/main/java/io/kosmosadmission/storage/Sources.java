package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.DataSource;
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
import java.util.function.Function;

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
    private final Function<PersistentVolumeClaim, Home> homes;

    /** homes gives the home of a claim, whatever its volume is made from. */
    Sources(Inventory inventory, DriverHomes drivers, Function<PersistentVolumeClaim, Home> homes) {
        this.inventory = inventory;
        this.drivers = drivers;
        this.homes = homes;
    }

    List<Source> of(PersistentVolumeClaim claim) {
        List<Source> sources = new ArrayList<>(2);
        claim.dataSource().flatMap(source -> of(source, claim)).ifPresent(sources::add);
        if (!claim.volumeAttributesClassName().isEmpty()) {
            inventory
                    .attributesClass(claim.volumeAttributesClassName())
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
        Home home = homes.apply(source);
        return new Source(
                ownNamespace ? "claim \"" + name + "\"" : "a claim of another namespace",
                "copied from",
                ownNamespace ? home : bare(home),
                Set.of(ObjectKey.claim(namespace, name)));
    }

    private Source ofSnapshot(VolumeSnapshot snapshot, boolean ownNamespace) {
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        evidence.add(ObjectKey.snapshot(snapshot.namespace(), snapshot.name()));
        Optional<VolumeSnapshotContent> content = Optional.of(snapshot.contentName())
                .filter(name -> !name.isEmpty())
                .flatMap(inventory::snapshotContent);
        content.ifPresent(it -> evidence.add(ObjectKey.snapshotContent(it.name())));
        String subject = "snapshot \"" + snapshot.name() + "\"";
        Home home = content.map(it -> drivers.of(it.driver(), subject))
                .or(() -> ofSnapshotted(snapshot, evidence))
                .or(() -> ofSnapshotClass(snapshot, subject))
                .orElseGet(() -> Home.unknown(subject + " has no content yet"));
        return new Source(
                ownNamespace ? subject : "a snapshot of another namespace",
                "restored from",
                ownNamespace ? home : bare(home),
                evidence);
    }

    private Optional<Home> ofSnapshotted(VolumeSnapshot snapshot, Set<ObjectKey> evidence) {
        Optional<PersistentVolumeClaim> claim =
                snapshot.persistentVolumeClaimName().isEmpty()
                        ? Optional.empty()
                        : inventory.claim(snapshot.namespace(), snapshot.persistentVolumeClaimName());
        claim.ifPresent(it ->
                evidence.add(ObjectKey.claim(snapshot.namespace(), it.metadata().name())));
        return claim.map(homes).filter(home -> home.ifKnown().isPresent());
    }

    private Optional<Home> ofSnapshotClass(VolumeSnapshot snapshot, String subject) {
        return Optional.of(snapshot.volumeSnapshotClassName())
                .filter(name -> !name.isEmpty())
                .flatMap(inventory::snapshotClass)
                .map(VolumeSnapshotClass::driver)
                .map(driver -> drivers.of(driver, subject));
    }

    private Source ofAttributesClass(VolumeAttributesClass attributes) {
        String subject = "volume attributes class \"" + attributes.name() + "\"";
        return new Source(
                subject,
                "given",
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
