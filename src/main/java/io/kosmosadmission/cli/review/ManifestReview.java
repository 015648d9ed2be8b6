package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Explanation;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ReviewCodec;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reviews manifests as if they were applied one after the other: each one that isn't denied is in the cluster for those
 * after it.
 */
public final class ManifestReview {

    private final Configuration configuration;
    private final ObjectCollector collector;
    private final String namespace;
    private final Wire wire;
    private final ReviewCodec codec = new ReviewCodec();
    private Optional<ClusterState> known;

    /** collector holds the cluster; namespace is that of manifests that name none. */
    public ManifestReview(Configuration configuration, ObjectCollector collector, String namespace) {
        this(configuration, collector, namespace, Mode.Enforce);
    }

    /** maxMode is the emergency brake. */
    public ManifestReview(Configuration configuration, ObjectCollector collector, String namespace, Mode maxMode) {
        this(configuration, collector, namespace, maxMode, Optional.empty());
    }

    private ManifestReview(
            Configuration configuration,
            ObjectCollector collector,
            String namespace,
            Mode maxMode,
            Optional<ClusterState> known) {
        this.configuration = configuration;
        this.collector = collector;
        this.namespace = namespace;
        this.wire = new InMemoryWire(maxMode);
        this.known = known;
    }

    /** Reviews one manifest on that state. */
    public static ReviewedManifest one(ObjectNode manifest, ClusterState state, Mode maxMode) throws IOException {
        return new ManifestReview(state.configuration(), new ObjectCollector(), "default", maxMode, Optional.of(state))
                .review(manifest);
    }

    /** Returns the state, made anew once something was applied. */
    private ClusterState state() {
        ClusterState state = known.orElseGet(() -> new ClusterState(
                configuration,
                Inventory.of(configuration, collector.collected()).at(Instant.now())));
        known = Optional.of(state);
        return state;
    }

    /** Reviews them all; what can't be reviewed is told in the remarks. */
    public List<ReviewedManifest> reviewAll(List<Manifest> manifests, ManifestRemarks remarks) throws IOException {
        List<ReviewedManifest> reviewed = new ArrayList<>();
        for (Manifest manifest : manifests) {
            try {
                reviewed.add(review(manifest.object()));
            } catch (RefusedException refused) {
                remarks.error(manifest.place().message(refused.getMessage().replace("/request/object", "")));
            } catch (UnreadableException wrong) {
                remarks.error(manifest.place().message(wrong.getMessage()));
            } catch (JsonPatchException impossible) {
                remarks.error(manifest.place()
                        .message("a part that every "
                                + manifest.object().path("kind").asText() + " has is missing: "
                                + impossible.getMessage()));
            }
        }
        return reviewed;
    }

    public ReviewedManifest review(ObjectNode manifest) throws IOException {
        ManifestKind kind = ManifestKind.of(manifest);
        String own = manifest.at("/metadata/namespace").asText();
        String where = own.isEmpty() && kind.isJudged() ? namespace : own;
        Admission.Outcome outcome = outcome(manifest, kind, where);
        List<String> steps = kind.isJudged() ? steps(manifest, where) : List.of();
        if (!outcome.answer().isDenied()) {
            apply(kind.isPod() || kind.isNode() ? (ObjectNode) outcome.object() : manifest, where);
        }
        String name = manifest.at("/metadata/name").asText();
        return new ReviewedManifest(
                manifest.path("apiVersion").asText(),
                kind.kind(),
                where,
                name.isEmpty() ? manifest.at("/metadata/generateName").asText() : name,
                outcome.answer(),
                outcome.before(),
                outcome.object(),
                steps);
    }

    private List<String> steps(ObjectNode manifest, String where) throws IOException {
        ReviewRequest request = ReviewRequest.of(manifest, Optional.empty(), Optional.empty(), where);
        return codec.decode(request.bytes(), state().readsResources())
                .object()
                .map(new Explanation(state())::of)
                .orElse(List.of());
    }

    private Admission.Outcome outcome(ObjectNode manifest, ManifestKind kind, String where) throws IOException {
        ReviewRequest request = ReviewRequest.of(manifest, Optional.empty(), Optional.empty(), where);
        Admission admission = new Admission(wire, state());
        if (kind.isPod()) {
            return admission.throughBoth(request);
        }
        if (kind.isNode()) {
            return admission.throughMutating(request);
        }
        Admission.Outcome judged = admission.throughValidating(request);
        return kind.workload().isPresent() ? asPod(judged, request, where) : judged;
    }

    /**
     * Returns the answer on a workload, with the pod that it would give, as the mutating webhook would change that pod.
     */
    private Admission.Outcome asPod(Admission.Outcome judged, ReviewRequest request, String where) throws IOException {
        Workload workload = (Workload)
                codec.decode(request.bytes(), state().readsResources()).object().orElseThrow();
        ObjectNode pod = TemplatePodTree.of(workload, request.object());
        if (workload.kind() == WorkloadKind.DaemonSet) {
            return new Admission.Outcome(judged.answer(), pod, pod); // a DaemonSet's pods are never changed
        }
        Admission.Outcome mutated = new Admission(wire, withClaimsOf(workload, where))
                .throughMutating(ReviewRequest.of(pod, Optional.empty(), Optional.empty(), where));
        // What the pod would be told, its workload is told.
        return new Admission.Outcome(mutated.answer().withoutWarnings().then(judged.answer()), pod, mutated.object());
    }

    /** Returns the state with the claims that a StatefulSet makes before its first pod. */
    private ClusterState withClaimsOf(Workload workload, String where) {
        String pod =
                TemplatePods.of(workload, workload.firstOrdinal()).metadata().name();
        Map<ObjectKey, Optional<Object>> made = new HashMap<>();
        for (PersistentVolumeClaim template : workload.volumeClaimTemplates()) {
            String claim = TemplatePods.claimName(template, pod);
            if (state().inventory().claim(where, claim).isEmpty()) {
                made.put(ObjectKey.claim(where, claim), Optional.of(template.named(where, claim)));
            }
        }
        return made.isEmpty()
                ? state()
                : new ClusterState(configuration, state().inventory().with(new FreshObjects(made)));
    }

    private void apply(ObjectNode manifest, String where) throws IOException {
        ObjectNode applied = manifest;
        if (!where.isEmpty()) {
            applied = manifest.deepCopy();
            applied.withObjectProperty("metadata").put("namespace", where);
        }
        try (JsonParser parser = Trees.JSON.treeAsTokens(applied)) {
            parser.nextToken();
            ManifestKind kind = ManifestKind.of(applied);
            new ManifestReader(collector).readObject(applied.path("apiVersion").asText(), kind.kind(), parser);
        }
        known = Optional.empty();
    }
}
