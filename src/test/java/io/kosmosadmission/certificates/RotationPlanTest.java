package io.kosmosadmission.certificates;

import static io.kosmosadmission.certificates.GivenCertificates.EMPTY;
import static io.kosmosadmission.certificates.GivenCertificates.HOST;
import static io.kosmosadmission.certificates.GivenCertificates.SCHEDULE;
import static io.kosmosadmission.certificates.GivenCertificates.START;
import static io.kosmosadmission.certificates.GivenCertificates.authority;
import static io.kosmosadmission.certificates.GivenCertificates.configuration;
import static io.kosmosadmission.certificates.GivenCertificates.holding;
import static io.kosmosadmission.certificates.GivenCertificates.made;
import static io.kosmosadmission.certificates.GivenCertificates.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.certificates.RotationPlan.Action;
import io.kosmosadmission.certificates.RotationPlan.Step;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RotationPlanTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant DUE = START.plus(Duration.ofDays(60));

    private static final ServingCertificate OLD = made(START);
    private static final ServingCertificate NEW = made(DUE);
    private static final ServingCertificate LOST = made(DUE.minusSeconds(60));
    private static final X509Certificate O = authority(OLD);
    private static final X509Certificate N = authority(NEW);
    private static final X509Certificate L = authority(LOST);

    private final RotationPlan plan = new RotationPlan(SCHEDULE, Set.of(HOST));

    /** A sentence; who is trusted by all; the Secret; who is made; now; what is done; who is trusted then. */
    static Stream<Arguments> steps() {
        SecretContent old = holding(OLD, START);
        SecretContent fresh = holding(NEW, DUE.plusSeconds(120));
        Optional<Pending> none = Optional.empty();
        Optional<Pending> unseen = Optional.of(Pending.of(NEW));
        Optional<Pending> seen = Optional.of(new Pending(NEW, Optional.of(DUE)));
        Instant early = START.plus(Duration.ofDays(1));
        Instant over = START.plus(Duration.ofDays(91));
        return Stream.of(
                step("a first installation makes one", List.of(), EMPTY, none, START, Action.Make, List.of()),
                step("trusts it", List.of(), EMPTY, unseen, DUE, Action.Trust, List.of(N)),
                step("serves it at once", List.of(N), EMPTY, seen, DUE, Action.Serve, List.of()),
                step("and rests", List.of(N), fresh, none, DUE.plusSeconds(121), Action.Rest, List.of()),
                step(
                        "a lost one of a first start is no reason to wait",
                        List.of(N, L),
                        EMPTY,
                        seen,
                        DUE,
                        Action.Serve,
                        List.of()),
                step("rests while two thirds aren't over", List.of(O), old, none, early, Action.Rest, List.of()),
                step(
                        "a second before the last third",
                        List.of(O),
                        old,
                        none,
                        DUE.minusSeconds(1),
                        Action.Rest,
                        List.of()),
                step("makes the next when a third is left", List.of(O), old, none, DUE, Action.Make, List.of()),
                step("trusts both", List.of(O), old, unseen, DUE, Action.Trust, List.of(N, O)),
                step("waits", List.of(N, O), old, seen, DUE.plusSeconds(119), Action.Rest, List.of()),
                step(
                        "serves it after two minutes",
                        List.of(N, O),
                        old,
                        seen,
                        DUE.plusSeconds(120),
                        Action.Serve,
                        List.of()),
                step("trusts both for an hour", List.of(N, O), fresh, none, DUE.plus(HOUR), Action.Rest, List.of()),
                step(
                        "then that one alone",
                        List.of(N, O),
                        fresh,
                        none,
                        DUE.plusSeconds(3720),
                        Action.Trust,
                        List.of(N)),
                step(
                        "a crash before it was served leaves one without a key",
                        List.of(L, O),
                        old,
                        none,
                        DUE,
                        Action.Make,
                        List.of()),
                step(
                        "which stays trusted beside the next",
                        List.of(L, O),
                        old,
                        unseen,
                        DUE,
                        Action.Trust,
                        List.of(N, L, O)),
                step(
                        "and goes an hour later",
                        List.of(N, L, O),
                        fresh,
                        none,
                        DUE.plusSeconds(3720),
                        Action.Trust,
                        List.of(N)),
                step(
                        "one that somebody else has replaced meanwhile is dropped",
                        List.of(N, O),
                        fresh,
                        Optional.of(new Pending(LOST, Optional.of(DUE))),
                        DUE.plusSeconds(200),
                        Action.Rest,
                        List.of()),
                step("an emptied bundle is filled", List.of(), old, none, early, Action.Trust, List.of(O)),
                step(
                        "in the overlap too, with all who are known",
                        List.of(),
                        old,
                        seen,
                        DUE,
                        Action.Trust,
                        List.of(N, O)),
                step(
                        "a stranger beside it stays for the hour",
                        List.of(O, L),
                        holding(OLD, DUE),
                        none,
                        DUE.minusSeconds(9),
                        Action.Rest,
                        List.of()),
                step(
                        "what has ended is dropped",
                        List.of(O, N),
                        holding(NEW, over),
                        none,
                        over,
                        Action.Trust,
                        List.of(N)),
                step(
                        "one that has ended is trusted by nobody: no wait",
                        List.of(N),
                        old,
                        Optional.of(new Pending(NEW, Optional.of(over))),
                        over,
                        Action.Serve,
                        List.of()),
                step(
                        "a pair that can't be read is replaced, with the wait",
                        List.of(O),
                        new SecretContent("Opaque", "1", false, Optional.empty(), List.of(), START, "garbage"),
                        none,
                        early,
                        Action.Make,
                        List.of()),
                step(
                        "since replicas serve what they read before",
                        List.of(N, O),
                        new SecretContent("Opaque", "1", false, Optional.empty(), List.of(), START, "garbage"),
                        seen,
                        DUE.plusSeconds(60),
                        Action.Rest,
                        List.of()),
                step(
                        "a pair whose authority isn't there is replaced",
                        List.of(O),
                        new SecretContent("Opaque", "1", false, Optional.of(OLD), List.of(), START, ""),
                        none,
                        early,
                        Action.Make,
                        List.of()));
    }

    private static Arguments step(
            String about,
            List<X509Certificate> trusted,
            SecretContent secret,
            Optional<Pending> made,
            Instant now,
            Action action,
            List<X509Certificate> then) {
        return Arguments.of(
                about, new CertificateState(trusting(trusted), Optional.of(secret)), made, now, action, then);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void saysWhatIsNext(
            String about,
            CertificateState state,
            Optional<Pending> made,
            Instant now,
            Action action,
            List<X509Certificate> then) {
        Step step = plan.next(state, made, now);
        assertThat(step.action()).isEqualTo(action);
        assertThat(step.trusted()).containsExactlyInAnyOrderElementsOf(then);
    }

    @Test
    void leavesEverythingAloneWhereTheSecretIsGone() {
        CertificateState state = new CertificateState(trusting(List.of(O, N)), Optional.empty());
        assertThat(plan.next(state, Optional.empty(), DUE).action()).isEqualTo(Action.Rest);
    }

    @Test
    void makesNothingWhereNobodyCalls() {
        CertificateState state = new CertificateState(List.of(), Optional.of(EMPTY));
        assertThat(plan.next(state, Optional.empty(), DUE).action()).isEqualTo(Action.Rest);
    }

    @Test
    void oneWebhookThatLacksItIsEnough() {
        CertificateState state = new CertificateState(
                List.of(configuration("Mutating", false, List.of(O)), configuration("Validating", false, List.of())),
                Optional.of(holding(OLD, START)));
        Step step = plan.next(state, Optional.empty(), START.plus(HOUR));
        assertThat(step.action()).isEqualTo(Action.Trust);
        assertThat(step.trusted()).containsExactly(O);
        assertThat(state.whyNotTrusted(START.plus(HOUR)))
                .contains(
                        "API servers refuse our answers: caBundle lacks the authority of our certificate in all webhooks of"
                                + " Validating, which is filled soon");
    }

    @Test
    void whatCertManagerKeepsIsCertManagers() {
        List<WebhookTrust> both =
                List.of(configuration("Mutating", true, List.of(O)), configuration("Validating", true, List.of()));
        assertThat(plan.next(new CertificateState(both, Optional.of(holding(OLD, START))), Optional.empty(), DUE)
                        .action())
                .isEqualTo(Action.Rest);
        assertThat(plan.next(new CertificateState(both, Optional.of(EMPTY)), Optional.empty(), DUE)
                        .action())
                .isEqualTo(Action.Rest);
    }

    /** Its Secret is not renewed either; the other configuration follows it, and forgets nobody. */
    @Test
    void besideCertManagerTheOtherConfigurationFollows() {
        List<WebhookTrust> one =
                List.of(configuration("Mutating", true, List.of(N)), configuration("Validating", false, List.of(O)));
        Step step = plan.next(new CertificateState(one, Optional.of(holding(NEW, START))), Optional.empty(), DUE);
        assertThat(step.action()).isEqualTo(Action.Trust);
        assertThat(step.trusted()).containsExactlyInAnyOrder(N, O);
    }

    @Test
    void atMostFourAreTrustedAndTheServedOneIsAmongThem() {
        List<X509Certificate> lost = Stream.of(1, 2, 3, 4)
                .map(i -> authority(made(DUE.plusSeconds(i))))
                .toList();
        List<X509Certificate> all = Stream.concat(Stream.of(O), lost.stream()).toList();
        CertificateState state = new CertificateState(trusting(all), Optional.of(holding(OLD, START)));
        Step step = plan.next(state, Optional.of(Pending.of(NEW)), DUE);
        assertThat(step.trusted()).containsExactly(N, O, lost.get(3), lost.get(2));
    }

    @Test
    void aHostThatIsCalledAndNotNamedIsNamedAtMostOnceAnHour() {
        WebhookTrust byUrl =
                new WebhookTrust("Mutating", "1", false, List.of(new WebhookTrust.Entry("a", "10.0.0.7", List.of(O))));
        CertificateState state = new CertificateState(List.of(byUrl), Optional.of(holding(OLD, START)));
        assertThat(plan.next(state, Optional.empty(), START.plusSeconds(3599)).action())
                .isEqualTo(Action.Rest);
        Step step = plan.next(state, Optional.empty(), START.plus(HOUR));
        assertThat(step.action()).isEqualTo(Action.Make);
        assertThat(step.hosts()).containsExactlyInAnyOrder(HOST, "10.0.0.7");
    }

    @Test
    void aBreakInTheTrustBeginsTheWaitAnew() {
        Pending seen = new Pending(NEW, Optional.of(DUE));
        CertificateState lacking = new CertificateState(trusting(List.of(O)), Optional.of(holding(OLD, START)));
        CertificateState whole = new CertificateState(trusting(List.of(O, N)), Optional.of(holding(OLD, START)));
        Instant later = DUE.plusSeconds(60);
        assertThat(seen.seenIn(whole, later).trustedSince()).contains(DUE);
        assertThat(seen.seenIn(lacking, later).trustedSince()).isEmpty();
        assertThat(seen.seenIn(lacking, later).seenIn(whole, later).trustedSince())
                .contains(later);
    }
}
