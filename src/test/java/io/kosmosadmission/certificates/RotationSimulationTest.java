package io.kosmosadmission.certificates;

import static io.kosmosadmission.certificates.GivenCertificates.EMPTY;
import static io.kosmosadmission.certificates.GivenCertificates.HOST;
import static io.kosmosadmission.certificates.GivenCertificates.START;
import static io.kosmosadmission.certificates.GivenCertificates.configuration;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.certificates.RotationPlan.Step;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replicas and holders over three lifetimes, who die after any write, between the two configurations too. At every moment
 * what each replica serves is trusted by every webhook, and at the end nothing is left of the crashes.
 */
class RotationSimulationTest {
    private static final RotationSchedule SCHEDULE = new RotationSchedule(Duration.ofMinutes(30));
    private static final Duration TICK = Duration.ofSeconds(5);

    private final RotationPlan plan = new RotationPlan(SCHEDULE, Set.of(HOST));
    private final List<List<X509Certificate>> bundles = new ArrayList<>(List.of(List.of(), List.of()));
    private final List<Optional<ServingCertificate>> replicas =
            new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
    private final Set<X509Certificate> served = new HashSet<>();
    private SecretContent secret = EMPTY;
    private Optional<Pending> pending = Optional.empty();
    private Instant now = START;
    private int writes;
    private int crashes;

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyReplicaIsAlwaysTrusted(int seed) {
        Random random = new Random(seed);
        Instant end = START.plus(SCHEDULE.lifetime().multipliedBy(3));
        int look = 0;
        while (now.isBefore(end)) {
            boolean crashing = random.nextInt(4) == 0;
            hold(crashing ? random.nextInt(4) : Integer.MAX_VALUE);
            if (pending.isPresent() && random.nextInt(20) == 0) {
                crash();
            }
            if (look++ % 12 == 0) {
                replicas.set(random.nextInt(2), secret.certificate());
            }
            if (look % 24 == 0) {
                replicas.replaceAll(old -> secret.certificate());
            }
            check();
            now = now.plus(TICK);
        }
        IntStream.range(0, 200).forEach(i -> {
            now = now.plus(TICK);
            hold(Integer.MAX_VALUE);
        });
        assertThat(crashes).isPositive();
        assertThat(served).hasSizeGreaterThan(3);
        assertThat(bundles).allSatisfy(bundle -> assertThat(bundle).hasSizeLessThanOrEqualTo(2));
    }

    /** Goes on until nothing is to be done, or until so many writes were made: then the holder is gone. */
    private void hold(int writesToLive) {
        int last = writes > Integer.MAX_VALUE - writesToLive ? Integer.MAX_VALUE : writes + writesToLive;
        for (int i = 0; i < 6; i++) {
            CertificateState state = state();
            pending = pending.map(made -> made.seenIn(state, now));
            Step step = plan.next(state, pending, now);
            switch (step.action()) {
                case Make ->
                    pending = Optional.of(Pending.of(CertificateMaker.make(step.hosts(), SCHEDULE.lifetime(), now)));
                case Trust -> {
                    for (int configuration = 0; configuration < 2; configuration++) {
                        bundles.set(configuration, step.trusted());
                        if (++writes > last) {
                            crash();
                            return;
                        }
                    }
                }
                case Serve -> {
                    secret = GivenCertificates.holding(pending.orElseThrow().certificate(), now);
                    served.add(secret.certificate().orElseThrow().leaf());
                    pending = Optional.empty();
                    writes++;
                }
                case Rest -> {
                    return;
                }
            }
            if (writes > last) {
                crash();
                return;
            }
        }
    }

    private void crash() {
        crashes++;
        pending = Optional.empty();
    }

    private CertificateState state() {
        return new CertificateState(
                List.of(
                        configuration("Mutating", false, bundles.get(0)),
                        configuration("Validating", false, bundles.get(1))),
                Optional.of(secret));
    }

    private void check() {
        for (Optional<ServingCertificate> replica : replicas) {
            assertThat(replica.stream().filter(serving -> !isTrusted(serving)))
                    .as("%s after the start", Duration.between(START, now))
                    .isEmpty();
        }
        assertThat(bundles).allSatisfy(bundle -> assertThat(bundle).hasSizeLessThanOrEqualTo(RotationPlan.MOST));
    }

    private boolean isTrusted(ServingCertificate serving) {
        return serving.notAfter().isAfter(now)
                && bundles.stream().allMatch(bundle -> bundle.contains(GivenCertificates.authority(serving)));
    }
}
