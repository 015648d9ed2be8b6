package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.GuardSettings;
import io.kosmosadmission.config.LoadBalancerSettings;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.ModeOverride;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.StorageSettings;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.reading.NearestWord;
import io.kosmosadmission.reading.yaml.YamlMapping;
import io.kosmosadmission.reading.yaml.YamlNode;
import io.kosmosadmission.reading.yaml.YamlText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds the fields at the top of the file. Other binders bind what is below them. */
public final class ConfigurationBinder {

    static final List<Mode> MODES = List.of(Mode.values());

    /** The modes of what is never denied nor changed. */
    private static final List<Mode> MODES_THAT_TELL = List.of(Mode.Warn, Mode.Audit, Mode.Disabled);

    private static final String[] FIELDS = {
        "apiVersion",
        "kind",
        "mode",
        "modeOverrides",
        "exempt",
        "contact",
        "providerLabel",
        "providers",
        "boundaries",
        "rules",
        "storage",
        "guard",
        "foreignLoadBalancers",
        "csiDaemonSets",
        "labelNodes"
    };

    private final MatchBinder match = new MatchBinder();
    private final BoundaryBinder boundary = new BoundaryBinder(match);

    /** Returns what could be bound; empty where root is no mapping. Whether it is valid is told by the errors. */
    public Optional<Configuration> bind(YamlNode root) {
        return root.mapping(FIELDS).map(this::bind);
    }

    private Configuration bind(YamlMapping root) {
        root.at("apiVersion").required(Configuration.API_VERSION).oneOf(List.of(Configuration.API_VERSION));
        root.at("kind").required(Configuration.KIND).oneOf(List.of(Configuration.KIND));
        String providerLabel =
                root.at("providerLabel").text(LabelSyntax::key).orElse(Configuration.DEFAULT_PROVIDER_LABEL);
        List<ProviderSettings> providers = providers(root.at("providers"), providerLabel);
        return new Configuration(
                root.at("mode").oneOf(MODES).orElse(Mode.Enforce),
                root.at("modeOverrides").list(this::modeOverride),
                match.namespaceTerms(root.at("exempt")),
                root.at("contact").text().orElse(""),
                providerLabel,
                providers,
                boundaries(root.at("boundaries")),
                new RuleBinder(match, providers).bind(root.at("rules")),
                storage(root.at("storage")),
                guard(root.at("guard")),
                loadBalancers(root.at("foreignLoadBalancers")),
                root.at("csiDaemonSets").oneOf(MODES_THAT_TELL).orElse(Mode.Warn),
                root.at("labelNodes").oneOf(MODES).orElse(Mode.Disabled));
    }

    private Optional<ModeOverride> modeOverride(YamlNode place) {
        return place.mapping("match", "mode").map(fields -> {
            YamlNode terms = fields.at("match").required("").notEmpty("");
            Mode mode = fields.at("mode").required("").oneOf(MODES).orElse(Mode.Enforce);
            return new ModeOverride(match.namespaceTerms(terms), mode);
        });
    }

    private static List<ProviderSettings> providers(YamlNode place, String providerLabel) {
        ProviderBinder provider = new ProviderBinder(providerLabel);
        Set<String> names = new HashSet<>();
        return place.list(item -> provider.bind(item, names));
    }

    private List<Boundary> boundaries(YamlNode place) {
        Set<String> names = new HashSet<>();
        return place.list(item -> boundary.bind(item, names));
    }

    private static StorageSettings storage(YamlNode place) {
        StorageSettings absent = StorageSettings.DEFAULT;
        return place.mapping("mode", "fileServices", "followClaims")
                .map(fields -> new StorageSettings(
                        fields.at("mode").oneOf(MODES).orElse(absent.mode()),
                        fields.at("fileServices").oneOf(MODES).orElse(absent.fileServices()),
                        fields.at("followClaims").bool().orElse(absent.followClaims())))
                .orElse(absent);
    }

    private GuardSettings guard(YamlNode place) {
        GuardSettings absent = GuardSettings.DEFAULT;
        return place.mapping("mode", "allow")
                .map(fields -> new GuardSettings(
                        fields.at("mode").oneOf(MODES).orElse(absent.mode()), match.exceptions(fields.at("allow"))))
                .orElse(absent);
    }

    private static Optional<String> platform(String name) {
        return Platform.named(name).isPresent()
                ? Optional.empty()
                : Optional.of("must be a platform of the built-in table"
                        + NearestWord.to(name, Platform.names())
                                .map(near -> ", did you mean " + YamlText.quoted(near) + "?")
                                .orElse(""));
    }

    private static LoadBalancerSettings loadBalancers(YamlNode place) {
        LoadBalancerSettings absent = LoadBalancerSettings.DEFAULT;
        if (place.isScalar()) {
            return new LoadBalancerSettings(place.oneOf(MODES).orElse(absent.mode()), absent.platform());
        }
        return place.mapping("mode", "platform")
                .map(fields -> new LoadBalancerSettings(
                        fields.at("mode").oneOf(MODES).orElse(absent.mode()),
                        fields.at("platform").text(ConfigurationBinder::platform)))
                .orElse(absent);
    }
}
