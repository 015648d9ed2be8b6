package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.cli.review.Admission;
import io.kosmosadmission.cli.review.InMemoryWire;
import io.kosmosadmission.cli.review.ReviewRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random clusters and a pod with a claim in each, beside a model of what the scheduler, the volume binder and the
 * provisioner do: no pod that can run is denied, or kept from all nodes by what is added to it.
 */
class RandomStorageTest {

    private static final int CLUSTERS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> wrong = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void whatCanRunIsNeverDeniedNorKeptFromItsNodes() throws IOException {
        for (int seed = 0; seed < CLUSTERS; seed++) {
            look(seed, new RandomStorage(new Random(seed)));
        }
        assertThat(wrong)
                .as("denied, or kept from its nodes, though it can run")
                .isEmpty();
        assertThat(unexplained).as("can never run, in silence").isEmpty();
        assertThat(counts)
                .as("the clusters are of every kind")
                .containsOnlyKeys(
                        "can run",
                        "never: denied",
                        "never: told",
                        "never: no node is of its driver's provider",
                        "never: an Available volume comes before what its class would make",
                        "never: a volume that its selector selects may still be made",
                        "never: another node of the same provider reaches its volume",
                        "never: it may run on a node of no known provider",
                        "never: its volume is at a node of no known provider");
        assertThat(counts.get("can run")).isGreaterThan(CLUSTERS / 4);
        assertThat(counts.get("never: denied")).isGreaterThan(CLUSTERS / 4);
    }

    private void look(int seed, RandomStorage cluster) throws IOException {
        String rules = cluster.rules();
        Admission admission = new Admission(
                new InMemoryWire(),
                new ClusterState(
                        GivenCluster.configuration(rules), GivenCluster.inventory(rules, cluster.manifests())));
        ObjectNode pod = (ObjectNode) JSON.readTree(cluster.pod());
        Admission.Outcome outcome =
                admission.throughBoth(ReviewRequest.of(pod, Optional.empty(), Optional.empty(), "default"));
        boolean denied = outcome.answer().decision().equals("denied");
        if (cluster.canRun(pod)) {
            count("can run");
            if (denied || !cluster.canRun(outcome.object())) {
                wrong.add(said(seed, outcome) + "\n" + cluster);
            }
        } else if (denied || !outcome.answer().warnings().isEmpty()) {
            count(denied ? "never: denied" : "never: told");
        } else {
            cluster.whyNotProved(pod)
                    .ifPresentOrElse(why -> count("never: " + why), () -> unexplained.add(seed + "\n" + cluster));
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static String said(int seed, Admission.Outcome outcome) {
        JsonNode affinity = outcome.object().at("/spec/affinity");
        return seed + ": " + outcome.answer().message().orElse("kept from its nodes: " + affinity);
    }
}
