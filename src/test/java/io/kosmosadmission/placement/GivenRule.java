package io.kosmosadmission.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.List;
import java.util.Optional;

/** The words of a rule, and the providers of the cluster that it is for. */
record GivenRule(Placement words, Providers providers, Targets targets) {

    /** aws (its node is tainted), hetzner and scaleway. */
    static GivenRule of(String words) {
        return of("[]", GivenCluster.THREE_PROVIDERS, words);
    }

    /** providers is what the configuration says of them. */
    static GivenRule of(String providers, String words) {
        return of(providers, GivenCluster.THREE_PROVIDERS, words);
    }

    static GivenRule of(String providers, String nodes, String words) {
        String rules = "providers: " + providers + "\nrules: [{name: given, match: [{}], placement: {" + words + "}}]";
        Inventory inventory = GivenCluster.inventory(rules, nodes);
        return new GivenRule(
                GivenCluster.configuration(rules).rules().get(0).placement(),
                inventory.providers(),
                new Targets(inventory));
    }

    /** Returns what the pod's own words leave of the cluster, limited to a home; {@code -} for no home. */
    Target target(PodView pod, String home) {
        Target own = targets.of(pod);
        return home.equals(ResultText.NONE) ? own : own.limitedTo(List.of(home.split(" ")));
    }

    /** Returns what the words read of the pod; with a home, a hard claim binds it there. */
    PodContext context(PodView pod, String home) {
        return context(pod, home, TolerationsWhitelist.NONE);
    }

    /** The same in a namespace with that whitelist. */
    PodContext context(PodView pod, String home, TolerationsWhitelist whitelist) {
        return new PodContext(
                pod, target(pod, home), !home.equals(ResultText.NONE), whitelist, Optional.empty(), providers);
    }

    /**
     * Returns a pod by the text of its metadata and its affinity, in which {@code required:} and {@code preferred:} stand
     * for the API's longer names.
     */
    static PodView pod(String metadata, String affinity) {
        String text = affinity.replace("required:", "requiredDuringSchedulingIgnoredDuringExecution:")
                .replace("preferred:", "preferredDuringSchedulingIgnoredDuringExecution:");
        return GivenCluster.podWith(metadata, "{affinity: " + text + "}");
    }

    static void assertAdds(Contribution contribution, String added, String words, String warnings) {
        assertThat(ResultText.of(contribution.additions())).isEqualTo(added);
        assertThat(ResultText.of(contribution.words())).isEqualTo(words);
        assertThat(ResultText.of(contribution.warnings())).isEqualTo(warnings);
    }
}
