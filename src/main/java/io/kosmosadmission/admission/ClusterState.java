package io.kosmosadmission.admission;

import io.kosmosadmission.admission.judging.ClaimJudge;
import io.kosmosadmission.admission.judging.GuardJudge;
import io.kosmosadmission.admission.judging.NowhereToday;
import io.kosmosadmission.admission.judging.PodJudge;
import io.kosmosadmission.admission.judging.ServiceJudge;
import io.kosmosadmission.admission.judging.WorkloadJudge;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.target.Targets;

/**
 * The state that reviews are decided on: the configuration, the inventory, and all that is derived from them once.
 * Immutable. A review takes the current one at its beginning and keeps it.
 */
public final class ClusterState {

    private final Configuration configuration;
    private final Inventory inventory;
    private final boolean readsResources;
    private final boolean readsNamespaceLabels;
    private final Placer placer;
    private final PodJudge podJudge;
    private final ClaimJudge claimJudge;
    private final WorkloadJudge workloadJudge;
    private final NowhereToday nowhereToday;
    private final GuardJudge guardJudge;
    private final ServiceJudge serviceJudge;

    public ClusterState(Configuration configuration, Inventory inventory) {
        this.configuration = configuration;
        this.inventory = inventory;
        this.readsResources = configuration.readsResources();
        this.readsNamespaceLabels = configuration.readsNamespaceLabels();
        Targets targets = new Targets(inventory);
        Homes homes = new Homes(inventory);
        this.placer = new Placer(inventory, targets, homes);
        this.podJudge = new PodJudge(inventory, targets, homes, placer);
        this.workloadJudge = new WorkloadJudge(inventory, podJudge, placer);
        this.nowhereToday = new NowhereToday(inventory, targets, homes, placer);
        this.guardJudge = new GuardJudge(inventory, placer);
        this.serviceJudge = new ServiceJudge(configuration, inventory, placer);
        this.claimJudge = new ClaimJudge(inventory, homes, podJudge);
    }

    public Configuration configuration() {
        return configuration;
    }

    public Inventory inventory() {
        return inventory;
    }

    /** Returns whether any match asks for the names of resources, so that the reader must look at the containers. */
    public boolean readsResources() {
        return readsResources;
    }

    /** Returns whether any match asks for the labels of namespaces. */
    public boolean readsNamespaceLabels() {
        return readsNamespaceLabels;
    }

    /** Returns this state with objects that were read live, which take precedence over its own. */
    ClusterState with(FreshObjects fresh) {
        return fresh.keys().isEmpty() ? this : new ClusterState(configuration, inventory.with(fresh));
    }

    public Placer placer() {
        return placer;
    }

    public PodJudge podJudge() {
        return podJudge;
    }

    public ClaimJudge claimJudge() {
        return claimJudge;
    }

    public WorkloadJudge workloadJudge() {
        return workloadJudge;
    }

    public GuardJudge guardJudge() {
        return guardJudge;
    }

    public NowhereToday nowhereToday() {
        return nowhereToday;
    }

    public ServiceJudge serviceJudge() {
        return serviceJudge;
    }
}
