package io.kosmosadmission.scheduler;

import static io.kosmosadmission.scheduler.GivenCluster.HARD;
import static io.kosmosadmission.scheduler.GivenCluster.SOFT;
import static io.kosmosadmission.scheduler.GivenCluster.about;
import static io.kosmosadmission.scheduler.GivenCluster.farFrom;
import static io.kosmosadmission.scheduler.GivenCluster.near;
import static io.kosmosadmission.scheduler.GivenCluster.spread;
import static io.kosmosadmission.scheduler.GivenCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view that was changed a thousand times says the same as one that is made of what is there in the end. */
class RecountTest {
    private static final List<String> APPS = List.of("web", "db", "cache");
    private static final List<String> KEYS = List.of("provider", "kubernetes.io/hostname");

    private final Scheduler scheduler = new Scheduler(36);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theCountsAreThoseOfARecount(long seed) {
        Random random = new Random(seed);
        List<SchedulerNode> nodes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String provider = List.of("aws", "scaleway", "hetzner").get(random.nextInt(3));
            nodes.add(GivenCluster.nodeOf(provider, "n" + i));
        }
        ClusterView view = GivenCluster.view(nodes);
        List<SchedulerPod> there = new ArrayList<>();
        for (int step = 0; step < 1000; step++) {
            ClusterView.Mark mark = view.mark();
            SchedulerPod next = pod(step, random).on("n" + random.nextInt(12));
            view.add(next);
            if (random.nextInt(3) == 0) {
                view.addNode(GivenCluster.nodeOf("gcp", "more" + step));
                view.add(pod(step + 10_000, random).on("more" + step));
                scheduler.place(pod(step + 20_000, random), view);
                view.rollback(mark);
            } else {
                there.add(next);
            }
            if (there.size() > 60) {
                view.remove(there.remove(random.nextInt(there.size())));
            }
            if (step % 25 == 0) {
                sameAsRecounted(view, nodes, there, pod(step + 30_000, random));
            }
        }
    }

    private void sameAsRecounted(
            ClusterView view, List<SchedulerNode> nodes, List<SchedulerPod> there, SchedulerPod pod) {
        Placement kept = scheduler.place(pod, view);
        Placement recounted = scheduler.place(pod, ClusterView.of(SchedulerCluster.of(nodes, there)));
        assertThat(kept.totals()).isEqualTo(recounted.totals());
        assertThat(kept.refusals()).isEqualTo(recounted.refusals());
        for (String plugin : recounted.plugins()) {
            assertThat(kept.scores(plugin)).isEqualTo(recounted.scores(plugin));
        }
    }

    private static SchedulerPod pod(int number, Random random) {
        String app = APPS.get(random.nextInt(3));
        String other = APPS.get(random.nextInt(3));
        String key = KEYS.get(random.nextInt(2));
        ObjectMeta named = ObjectMeta.named("shop", "p" + number).withLabels(Map.of("app", app));
        ObjectMeta metadata = new ObjectMeta(
                "shop", "p" + number, "", "", named.labels(), Map.of(), List.of(), "", random.nextInt(10) == 0);
        SchedulerPod pod = GivenCluster.pod("p" + number).withMetadata(metadata);
        switch (random.nextInt(6)) {
            case 0:
                return with(pod, spread("provider", 2, HARD));
            case 1:
                return with(pod, spread("provider", 1, SOFT), spread("kubernetes.io/hostname", 3, SOFT));
            case 2:
                return with(pod, near("provider", other));
            case 3:
                return with(pod, farFrom("kubernetes.io/hostname", other));
            case 4:
                return with(pod, Affinity.farFrom(PodAffinity.preferred(100, about(key, other))));
            default:
                return with(pod, Affinity.near(PodAffinity.preferred(7, about(key, other))));
        }
    }
}
