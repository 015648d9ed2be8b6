package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.AddressRange;
import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.config.Glob;
import io.kosmosadmission.config.NodeTerm;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.kube.Quantity;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.reading.DurationText;
import io.kosmosadmission.reading.yaml.YamlNode;
import io.kosmosadmission.reading.yaml.YamlText;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Binds what the file says of a provider because its nodes don't show it. */
final class ProviderBinder {

    private static final String[] FIELDS = {
        "name",
        "platform",
        "state",
        "nodes",
        "taints",
        "provisioners",
        "fileProvisioners",
        "lostAfter",
        "attachLabels",
        "elasticPools"
    };
    private static final String DRAINED = "Drained";
    private static final List<String> STATES = List.of("Active", DRAINED);
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final Pattern NODES = Pattern.compile("[-a-z0-9.*]{1,253}");

    /** Shorter ones would follow each restart of a node. */
    private static final Duration SHORTEST_LOSS = Duration.ofMinutes(1);

    private static final Duration LONGEST_LOSS = Duration.ofHours(24);

    private final String providerLabel;

    ProviderBinder(String providerLabel) {
        this.providerLabel = providerLabel;
    }

    /**
     * Returns the provider; empty where the place holds no mapping. names are those of the providers before it; its own
     * is added.
     */
    Optional<ProviderSettings> bind(YamlNode place, Set<String> names) {
        return place.mapping(FIELDS).map(fields -> {
            YamlNode nameField = fields.at("name").required("");
            String name = nameField
                    .text(LabelSyntax::provider)
                    .filter(text -> nameField.isNew(text, names))
                    .orElse("");
            YamlNode taints = fields.at("taints");
            List<String> provisioners = fields.at("provisioners").texts(LabelSyntax::provisioner);
            return new ProviderSettings(
                    name,
                    fields.at("platform").text(LabelSyntax::nonEmpty).orElse(name),
                    fields.at("state").oneOf(STATES).filter(DRAINED::equals).isPresent(),
                    lostAfter(fields.at("lostAfter")),
                    fields.at("nodes").list(ProviderBinder::nodeTerm),
                    taints.isAbsent() ? Optional.empty() : Optional.of(taints.list(ProviderBinder::taint)),
                    provisioners,
                    fields.at("fileProvisioners").texts(text -> fileProvisioner(text, provisioners)),
                    fields.at("attachLabels").labels(),
                    elasticPools(fields.at("elasticPools"), name));
        });
    }

    /** Complains of a driver that is in both lists: block storage is hard and a file service soft. */
    private static Optional<String> fileProvisioner(String text, List<String> provisioners) {
        return provisioners.contains(text)
                ? Optional.of("must not be in provisioners too: a driver makes block storage or a file service")
                : LabelSyntax.provisioner(text);
    }

    private static Optional<Duration> lostAfter(YamlNode place) {
        return place.text(text -> DurationText.outside(text, SHORTEST_LOSS, LONGEST_LOSS, "from 1m to 24h"))
                .flatMap(DurationText::parse);
    }

    private static Optional<NodeTerm> nodeTerm(YamlNode place) {
        return place.mapping("providerIDPrefix", "matchLabels", "name", "publicCIDR")
                .map(fields -> {
                    Map<String, String> matchLabels = fields.at("matchLabels").labels();
                    boolean empty = !fields.has("providerIDPrefix")
                            && fields.at("matchLabels").isEmpty()
                            && !fields.has("name")
                            && !fields.has("publicCIDR");
                    if (empty) {
                        place.requiredValue("at least one of providerIDPrefix, matchLabels, name, publicCIDR");
                    }
                    return new NodeTerm(
                            fields.at("providerIDPrefix").text(LabelSyntax::nonEmpty),
                            matchLabels,
                            fields.at("name")
                                    .text(ProviderBinder::nodeNameComplaint)
                                    .map(Glob::new),
                            addressRange(fields.at("publicCIDR")));
                });
    }

    private static Optional<String> nodeNameComplaint(String pattern) {
        return NODES.matcher(pattern).matches()
                ? Optional.empty()
                : Optional.of("must be a node's name: at most 253 of a-z, 0-9, '-' and '.', "
                        + "where '*' stands for any characters");
    }

    private static Optional<AddressRange> addressRange(YamlNode place) {
        return place.text(text -> AddressRange.parse(text).isPresent()
                        ? Optional.empty()
                        : Optional.of("must be an address range such as 51.15.0.0/16"))
                .flatMap(AddressRange::parse);
    }

    private static Optional<Taint> taint(YamlNode place) {
        return place.mapping("key", "value", "effect")
                .map(fields -> new Taint(
                        fields.at("key").required("").text(LabelSyntax::key).orElse(""),
                        fields.at("value").text(LabelSyntax::value).orElse(""),
                        fields.at("effect").required("").oneOf(EFFECTS).orElse("")));
    }

    private List<ElasticPool> elasticPools(YamlNode place, String provider) {
        Set<String> names = new HashSet<>();
        return place.list(item -> item.mapping("name", "labels", "taints", "allocatable", "maxNodes")
                .map(fields -> {
                    YamlNode name = fields.at("name").required("");
                    YamlNode labels = fields.at("labels");
                    return new ElasticPool(
                            name.text(LabelSyntax::nonEmpty)
                                    .filter(text -> name.isNew(text, names))
                                    .orElse(""),
                            poolLabels(labels, provider),
                            fields.at("taints").list(ProviderBinder::taint),
                            fields.at("allocatable").labels((resource, text) -> quantityComplaint(text)),
                            fields.at("maxNodes").positive());
                }));
    }

    private static Optional<String> quantityComplaint(String text) {
        return Quantity.value(text) == Quantity.UNKNOWN
                ? Optional.of("must be a quantity such as \"4\", 500m or 16Gi")
                : Optional.empty();
    }

    /** Returns the labels of a pool. It may lack the provider label, but another provider's name there is a mistake. */
    private Map<String, String> poolLabels(YamlNode place, String provider) {
        return place.labels((key, value) -> key.equals(providerLabel) && !provider.isEmpty() && !value.equals(provider)
                ? Optional.of("must be " + YamlText.quoted(provider) + ", the provider that the pool is declared under")
                : LabelSyntax.value(value));
    }
}
