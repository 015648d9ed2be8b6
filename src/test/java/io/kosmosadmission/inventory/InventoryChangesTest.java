package io.kosmosadmission.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.VolumeTraits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InventoryChangesTest {

    private static final Configuration PLAIN = GivenCluster.configuration("");
    private static final LostProviders LOST = new LostProviders(Map.of("aws", Instant.EPOCH));
    private static final Configuration OTHER = GivenCluster.configuration(
            "providers: [{name: gcp, state: Drained, nodes: [{providerIDPrefix: \"gce://\"}]}, "
                    + "{name: aws, lostAfter: 10m}]");

    private static final Inventory NOTHING = Inventory.of(PLAIN, ClusterObjects.NONE);

    private final Interner interner = new Interner();

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private record Version(Inventory inventory, Map<String, Object> answers) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAsOneBuiltAnew(long seed) {
        ChangingCluster cluster = new ChangingCluster(seed);
        Inventory inventory = NOTHING;
        List<Version> versions = new ArrayList<>();
        for (int batch = 0; batch < 60; batch++) {
            ObjectChanges changes = inventory.changes(interner);
            cluster.change(batch % 2 == 0 ? 1 : 20, changes);
            Configuration configuration = batch / 10 % 2 == 0 ? PLAIN : OTHER;
            LostProviders lost = batch / 5 % 3 == 0 ? LOST : LostProviders.NONE;
            inventory = inventory
                    .with(changes, SettledDrivers.UNWATCHED)
                    .with(configuration)
                    .with(lost);
            Map<String, Object> answers = Answers.of(inventory);
            assertThat(answers)
                    .isEqualTo(Answers.of(
                            Inventory.of(configuration, cluster.objects()).with(lost)));
            versions.add(new Version(inventory, answers));
        }
        versions.forEach(old -> assertThat(Answers.of(old.inventory())).isEqualTo(old.answers()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isItselfWhereEqualObjectsComeAgain(long seed) {
        ChangingCluster cluster = new ChangingCluster(seed);
        cluster.change(200, NOTHING.changes(interner));
        Inventory inventory = Inventory.of(PLAIN, cluster.objects());
        ObjectChanges again = ObjectChanges.to(cluster.objects());
        again.podsWithoutVolumes(-cluster.objects().podsWithoutVolumes());
        assertThat(inventory.with(again, SettledDrivers.UNWATCHED)).isSameAs(inventory);
        assertThat(inventory.with(inventory.changes(interner), SettledDrivers.UNWATCHED))
                .isSameAs(inventory);
        assertThat(inventory.with(PLAIN)).isSameAs(inventory);
        assertThat(inventory.with(LostProviders.NONE)).isSameAs(inventory);
    }

    @Test
    void sharesTheProvidersWhereNoNodeChanges() {
        Inventory inventory = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS);
        ObjectChanges changes = inventory.changes(interner);
        changes.put(Kind.NAMESPACE, Namespace.bare("new"));
        inventory.node("aws-1").ifPresent(node -> changes.put(Kind.NODE, node));
        Inventory next = inventory.with(changes, SettledDrivers.UNWATCHED);
        assertThat(next).isNotSameAs(inventory);
        assertThat(next.providers()).isSameAs(inventory.providers());
        assertThat(next.nodeLabels()).isSameAs(inventory.nodeLabels());
    }

    @Test
    void resolvesProvidersAnewWhereANodeChanges() {
        Inventory inventory = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS);
        ObjectChanges changes = inventory.changes(interner);
        changes.put(Kind.NODE, new Node("gcp-1", Map.of("provider", "gcp"), "", List.of()));
        changes.remove(Kind.NODE, "", "het-1");
        assertThat(inventory.with(changes, SettledDrivers.UNWATCHED).providers().liveNames())
                .containsExactly("aws", "gcp", "scaleway");
        assertThat(inventory.providers().liveNames()).containsExactly("aws", "hetzner", "scaleway");
    }

    @Test
    void theLaterOfTwoChangesOfOneObjectCounts() {
        ObjectChanges changes = NOTHING.changes(interner);
        changes.put(Kind.PERSISTENT_VOLUME_CLAIM, claim("a"));
        changes.remove(Kind.PERSISTENT_VOLUME_CLAIM, "default", "a");
        changes.remove(Kind.PERSISTENT_VOLUME_CLAIM, "default", "b");
        changes.put(Kind.PERSISTENT_VOLUME_CLAIM, claim("b"));
        Inventory inventory = NOTHING.with(changes, SettledDrivers.UNWATCHED);
        assertThat(inventory.claim("default", "a")).isEmpty();
        assertThat(inventory.claim("default", "b")).isPresent();
    }

    @Test
    void aPodWithoutVolumesTakesThePlaceOfOneThatIsHeld() {
        PodView pod = GivenCluster.pod("{volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}");
        ObjectChanges first = NOTHING.changes(interner);
        first.put(Kind.POD, StoredPod.of(pod));
        Inventory inventory = NOTHING.with(first, SettledDrivers.UNWATCHED);
        assertThat(inventory.podsOfClaim("default", "data")).hasSize(1);
        ObjectChanges second = inventory.changes(interner);
        second.put(Kind.POD, StoredPod.of(pod.withVolumes(List.of())));
        second.podsWithoutVolumes(1);
        Inventory next = inventory.with(second, SettledDrivers.UNWATCHED);
        assertThat(next.podsOfClaim("default", "data")).isEmpty();
        assertThat(next.pod("default", "web")).isEmpty();
        assertThat(next.counts()).containsEntry("Pod", 1);
    }

    private static PersistentVolumeClaim claim(String name) {
        return new PersistentVolumeClaim(
                ObjectMeta.named("default", name),
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                VolumeTraits.UNKNOWN,
                false);
    }
}
