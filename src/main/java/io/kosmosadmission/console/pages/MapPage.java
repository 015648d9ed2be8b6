package io.kosmosadmission.console.pages;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Audited;
import io.kosmosadmission.console.BackgroundAudit;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The first page: the providers with all that each holds, and where the pods of each workload are. */
public final class MapPage implements Page {

    private final Answers answers;
    private final BackgroundAudit audit;

    public MapPage(Answers answers, BackgroundAudit audit) {
        this.answers = answers;
        this.audit = audit;
    }

    /** A workload with its pods by provider, in the order of the columns. */
    public record WorkloadRow(ObjectLink link, List<Integer> counts, boolean skewed) {

        public WorkloadRow {
            counts = List.copyOf(counts);
        }
    }

    @Override
    public Content answer(Question question) {
        StateSource source = answers.state();
        BackgroundAudit.Known known = audit.newest();
        Map<String, Object> data = new HashMap<>(ofProviders(source.current(), known.audited()));
        data.put("source", source.describe());
        data.put("lostSince", source.lostSince().map(Object::toString).orElse(""));
        data.put("synced", source.synced());
        data.put("failure", known.failure());
        data.put("awaited", known.isAwaited());
        data.put("audited", known.audited().map(it -> ofWorkloads(it)).orElse(Map.of()));
        return Content.of("Map", "map", data).awaiting(known.isAwaited());
    }

    private static Map<String, Object> ofProviders(ClusterState state, Optional<Audited> audited) {
        Inventory inventory = state.inventory();
        Optional<Map<String, Integer>> pods = audited.map(it -> byProvider(it.podsByNode(), inventory.providers()));
        Optional<Map<String, Integer>> claims = audited.map(Audited::claimsByProvider);
        List<ProviderRow> rows = new ArrayList<>();
        for (Provider provider : inventory.providers().all()) {
            rows.add(ProviderRow.of(provider, count(pods, provider.name()), count(claims, provider.name())));
        }
        return Map.of(
                "providers",
                rows,
                "providerPicture",
                new RawString(ProviderPicture.of(rows)),
                "label",
                inventory.providers().label(),
                "unknownNodes",
                inventory.providers().unknownNodes().size());
    }

    private static Map<String, Integer> byProvider(Map<String, Integer> byNode, Providers providers) {
        Map<String, Integer> counts = new HashMap<>();
        byNode.forEach((node, pods) -> counts.merge(providers.ofNode(node).orElse(""), pods, Integer::sum));
        return counts;
    }

    private static OptionalInt count(Optional<Map<String, Integer>> counts, String provider) {
        return counts.map(all -> OptionalInt.of(all.getOrDefault(provider, 0))).orElse(OptionalInt.empty());
    }

    private static Map<String, Object> ofWorkloads(Audited audited) {
        Set<String> columns = new TreeSet<>();
        audited.workloads().forEach(each -> columns.addAll(each.byProvider().keySet()));
        List<WorkloadRow> rows = audited.workloads().stream()
                .sorted(Comparator.comparing((Audit.Landed each) -> !each.skewed())
                        .thenComparing(each -> -each.pods())
                        .thenComparing(Audit.Landed::name))
                .limit(Rows.MOST)
                .map(each -> row(each, columns))
                .toList();
        return Map.of(
                "at", audited.at().toString(),
                "columns", List.copyOf(columns),
                "rows", new Rows<>(rows, audited.workloads().size() - rows.size()),
                "picture", new RawString(audited.picture()),
                "pending", audited.podsByNode().getOrDefault("", 0),
                "findings", audited.findings().size(),
                "remarks", Rows.first(audited.remarks()));
    }

    private static WorkloadRow row(Audit.Landed each, Set<String> columns) {
        return new WorkloadRow(
                ObjectLink.of(each.kind(), each.namespace(), each.workload()),
                columns.stream()
                        .map(provider -> each.byProvider().getOrDefault(provider, 0))
                        .toList(),
                each.skewed());
    }
}
