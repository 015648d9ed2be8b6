package io.kosmosadmission.cluster.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ClusterConnection;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Does work that only one replica may do, while this one holds the Lease. The Lease is installed empty, and is only
 * read and updated; its labels are kept. The client's own elector creates and patches Leases, and fails on an empty
 * one.
 */
public final class LeaderLease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaderLease.class);

    public static final String NAME = "kosmos-admission";
    private static final Duration DURATION = Duration.ofSeconds(15);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String identity;
    private final Runnable work;
    private final Daemon thread = new Daemon("leader-lease", LOG);
    private final LastMessage lastError = new LastMessage();
    private Optional<LeaseSpec> observed = Optional.empty();
    private Instant observedAt = Instant.MIN;
    private boolean held;

    /** identity is unique to this process. work is called every few seconds while the lease is held. */
    public LeaderLease(KubernetesClient client, String identity, Runnable work) {
        this.client = client;
        this.identity = identity;
        this.work = work;
    }

    public void start() {
        thread.repeat(this::round, Duration.ZERO, PERIOD, "the work of the lease's holder failed");
    }

    private void round() {
        try {
            boolean now = acquireOrRenew();
            if (now != held) {
                LOG.info(now ? "this replica holds the lease" : "another replica holds the lease");
            }
            held = now;
            lastError.forget();
            if (held) {
                work.run();
            }
        } catch (KubernetesClientException failed) {
            if (failed.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                held = false;
            } else {
                warn(ApiErrors.of(failed));
            }
        }
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf("lease not reached, will go on trying name=%s why=\"%s\"", NAME, why);
        }
        held = false;
    }

    private boolean acquireOrRenew() {
        Lease lease = client.leases()
                .inNamespace(ClusterConnection.NAMESPACE)
                .withName(NAME)
                .get();
        if (lease == null) {
            warn("it is not there");
            return false;
        }
        LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
        if (!isFree(spec) && !identity.equals(spec.getHolderIdentity())) {
            return false;
        }
        update(lease, spec, identity);
        return true;
    }

    /**
     * Returns whether the lease has no holder, or has stayed the same for as long as it lasts. That is measured by our
     * own clock alone.
     */
    private boolean isFree(LeaseSpec spec) {
        if (spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty()) {
            return true;
        }
        Instant now = Instant.now();
        if (!observed.equals(Optional.of(spec))) {
            observed = Optional.of(spec);
            observedAt = now;
            return false;
        }
        int seconds = Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), (int) DURATION.toSeconds());
        return observedAt.plusSeconds(seconds).isBefore(now);
    }

    /** Writes the holder into the lease. The API server refuses it with a conflict where another replica was faster. */
    private void update(Lease lease, LeaseSpec old, String holder) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        boolean renewed = holder.equals(old.getHolderIdentity());
        int transitions = Objects.requireNonNullElse(old.getLeaseTransitions(), 0);
        Lease ours = new LeaseBuilder(lease)
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds((int) DURATION.toSeconds())
                .withAcquireTime(renewed && old.getAcquireTime() != null ? old.getAcquireTime() : now)
                .withRenewTime(now)
                .withLeaseTransitions(renewed ? transitions : transitions + 1)
                .endSpec()
                .build();
        client.resource(ours).update();
    }

    /** Releases the lease, so that the next holder need not wait. */
    @Override
    public void close() {
        thread.closeAfter(this::release, PATIENCE, "lease not released, it ends by itself");
    }

    private void release() {
        if (!held) {
            return;
        }
        held = false;
        try {
            Lease lease = client.leases()
                    .inNamespace(ClusterConnection.NAMESPACE)
                    .withName(NAME)
                    .get();
            if (lease != null
                    && lease.getSpec() != null
                    && identity.equals(lease.getSpec().getHolderIdentity())) {
                update(lease, lease.getSpec(), "");
            }
        } catch (KubernetesClientException failed) {
            LOG.infof("lease not released, it ends by itself why=\"%s\"", ApiErrors.of(failed));
        }
    }
}
