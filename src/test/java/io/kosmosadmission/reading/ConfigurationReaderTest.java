package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.config.AddressRange;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Buffer;
import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.config.Glob;
import io.kosmosadmission.config.GuardSettings;
import io.kosmosadmission.config.LoadBalancerSettings;
import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.ModeOverride;
import io.kosmosadmission.config.NodeTerm;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.config.StorageSettings;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {

    private static final MatchTerm EVERYTHING =
            new MatchTerm(List.of(), Optional.empty(), Optional.empty(), Set.of(), Set.of());

    @Test
    void takesDefaultsWhereNothingIsSaid() {
        assertThat(valid("")).isEqualTo(Configuration.DEFAULT);
    }

    @Test
    void takesNullForAbsent() {
        Configuration configuration = valid(ValidConfigurations.NULLS);
        assertThat(configuration.providers()).startsWith(ProviderSettings.of("aws"));
        assertThat(configuration.boundaries().get(0).match()).containsExactly(EVERYTHING);
        assertThat(configuration.rules().get(1).placement()).isEqualTo(Placement.NOTHING);
        assertThat(configuration.providerLabel()).isEqualTo("provider");
    }

    @Test
    void bindsModesAndNamespaces() {
        Configuration configuration = valid(ValidConfigurations.MODES);
        MatchTerm teamA =
                new MatchTerm(List.of(new Glob("team-a-*")), Optional.empty(), Optional.empty(), Set.of(), Set.of());
        assertThat(configuration.mode()).isEqualTo(Mode.Warn);
        assertThat(configuration.modeOverrides()).containsExactly(new ModeOverride(List.of(teamA), Mode.Audit));
        assertThat(configuration.exempt())
                .containsExactly(new MatchTerm(
                        List.of(),
                        Optional.of(LabelSelector.of("stage", "dev")),
                        Optional.empty(),
                        Set.of(),
                        Set.of()));
        assertThat(configuration.contact()).isEqualTo("#platform");
        assertThat(configuration.providerLabel()).isEqualTo("node-restriction.kubernetes.io/provider");
        assertThat(configuration.storage().mode()).isEqualTo(Mode.Disabled);
    }

    @Test
    void bindsProviders() {
        Taint buffer = new Taint("buffer", "true", "NoSchedule");
        assertThat(valid(ValidConfigurations.PROVIDERS).providers())
                .containsExactly(
                        new ProviderSettings(
                                "dedibox",
                                "scaleway",
                                true,
                                Optional.of(Duration.ofMinutes(90)),
                                List.of(
                                        nodes(Optional.of("scaleway://"), Map.of(), Optional.empty(), Optional.empty()),
                                        nodes(
                                                Optional.empty(),
                                                Map.of("k8s.scaleway.com/managed", "true"),
                                                Optional.of("scw-*"),
                                                AddressRange.parse("51.15.0.0/16"))),
                                Optional.of(List.of(new Taint("provider", "", "NoExecute"))),
                                List.of("csi.example.com"),
                                List.of("nas.example.com"),
                                Map.of("k8s.scaleway.com/managed", "true"),
                                List.of(new ElasticPool("buffer", Map.of("provider", "dedibox"), List.of(buffer)))),
                        new ProviderSettings(
                                "aws",
                                "aws",
                                false,
                                Optional.empty(),
                                List.of(),
                                Optional.of(List.of()),
                                List.of(),
                                List.of(),
                                Map.of(),
                                List.of(new ElasticPool(
                                        "unlabelled",
                                        Map.of(),
                                        List.of(),
                                        Map.of("cpu", "4", "memory", "16Gi"),
                                        OptionalInt.of(3)))));
    }

    private static NodeTerm nodes(
            Optional<String> prefix, Map<String, String> labels, Optional<String> name, Optional<AddressRange> range) {
        return new NodeTerm(prefix, labels, name.map(Glob::new), range);
    }

    @Test
    void bindsThePracticesThatAreNoRules() {
        Configuration configuration = valid(ValidConfigurations.PRACTICES);
        MatchTerm monitoring =
                new MatchTerm(List.of(new Glob("monitoring")), Optional.empty(), Optional.empty(), Set.of(), Set.of());
        assertThat(configuration.guard()).isEqualTo(new GuardSettings(Mode.Enforce, List.of(monitoring)));
        assertThat(configuration.foreignLoadBalancers())
                .isEqualTo(new LoadBalancerSettings(Mode.Enforce, Optional.of("aws")));
        assertThat(configuration.csiDaemonSets()).isEqualTo(Mode.Audit);
        assertThat(configuration.labelNodes()).isEqualTo(Mode.Warn);
    }

    @Test
    void bindsAModeThatStandsAlone() {
        Configuration configuration = valid(ValidConfigurations.PRACTICES_BY_MODE_ALONE);
        assertThat(configuration.guard()).isEqualTo(GuardSettings.DEFAULT);
        assertThat(configuration.foreignLoadBalancers())
                .isEqualTo(new LoadBalancerSettings(Mode.Disabled, Optional.empty()));
    }

    @Test
    void bindsBoundaries() {
        LabelSelector selector = new LabelSelector(
                Map.of("tier", "web"),
                List.of(
                        Requirement.in("app", List.of("a", "")),
                        Requirement.notIn("example.com/app", List.of("b")),
                        Requirement.exists("c")));
        MatchTerm term = new MatchTerm(
                List.of(new Glob("payments"), new Glob("pay-*")),
                Optional.of(new LabelSelector(Map.of(), List.of())),
                Optional.of(selector),
                Set.of("Job", "Rollout.argoproj.io"),
                Set.of("nvidia.com/gpu"));
        assertThat(valid(ValidConfigurations.BOUNDARIES).boundaries())
                .containsExactly(
                        new Boundary(
                                "payments",
                                List.of(term, EVERYTHING),
                                List.of("aws"),
                                List.of("gcp"),
                                List.of("azure"),
                                Optional.of(Mode.Audit)),
                        new Boundary(
                                "residency",
                                List.of(EVERYTHING),
                                List.of(),
                                List.of(),
                                List.of("aws"),
                                Optional.empty()));
    }

    @Test
    void bindsRules() {
        Spread hard = new Spread(2, "DoNotSchedule", OptionalInt.of(3), List.of("app"), false, 100);
        Spread soft = new Spread(1, "ScheduleAnyway", OptionalInt.empty(), List.of(), true, 100);
        assertThat(valid(ValidConfigurations.RULES).rules())
                .containsExactly(
                        rule("hard", Optional.of(hard), List.of("aws", "gcp"), Optional.of(Mode.Warn)),
                        rule("soft", Optional.of(soft), List.of("*"), Optional.empty()),
                        rule("nothing", Optional.empty(), List.of(), Optional.empty()));
    }

    @Test
    void bindsTheOtherWords() {
        Configuration configuration = valid(ValidConfigurations.WORDS);
        assertThat(configuration.rules())
                .extracting(Rule::placement)
                .containsExactly(
                        new Placement(
                                Optional.empty(),
                                Optional.of(new Separation(Strength.Required, List.of())),
                                Optional.empty(),
                                List.of("aws", "gcp"),
                                List.of(),
                                Optional.of(new Buffer("scaleway", "buffer"))),
                        new Placement(
                                Optional.empty(),
                                Optional.of(new Separation(Strength.Preferred, List.of())),
                                Optional.of(new Colocate(
                                        Optional.of(LabelSelector.of("app", "b")), List.of(), Strength.Required)),
                                List.of(),
                                List.of(),
                                Optional.empty()),
                        new Placement(
                                Optional.of(new Spread(1, "ScheduleAnyway", OptionalInt.empty(), List.of(), true, 100)),
                                Optional.empty(),
                                Optional.of(new Colocate(Optional.empty(), List.of(), Strength.Preferred)),
                                List.of(),
                                List.of(),
                                Optional.empty()));
        assertThat(configuration.storage()).isEqualTo(new StorageSettings(Mode.Warn, Mode.Enforce, false));
    }

    private static Rule rule(String name, Optional<Spread> spread, List<String> tolerate, Optional<Mode> mode) {
        return new Rule(
                name,
                List.of(EVERYTHING),
                new Placement(spread, Optional.empty(), Optional.empty(), List.of(), tolerate, Optional.empty()),
                mode);
    }

    @Test
    void takesAliasesForWhatTheyStandFor() {
        Configuration configuration = valid("""
                boundaries:
                - {name: a, match: &pay [{namespaces: [pay]}], providers: {required: [aws]}}
                - {name: b, match: *pay, providers: {required: [gcp]}}
                """);
        assertThat(configuration.boundaries().get(1).match())
                .isEqualTo(configuration.boundaries().get(0).match());
    }
}
