package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.Buffer;
import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.reading.yaml.YamlMapping;
import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Binds the words of a placement, and refuses those that make no sense together. */
final class PlacementBinder {

    private static final List<String> WHEN_UNSATISFIABLE =
            List.of(TopologySpreadConstraint.SCHEDULE_ANYWAY, TopologySpreadConstraint.DO_NOT_SCHEDULE);
    private static final List<Strength> STRENGTHS = List.of(Strength.values());

    private final List<ProviderSettings> providers;
    private final SelectorBinder selector = new SelectorBinder();

    /** providers are those that the file declares, with their elastic pools. */
    PlacementBinder(List<ProviderSettings> providers) {
        this.providers = List.copyOf(providers);
    }

    /** A placement and the place of its word colocate, at which {@link ColocationCycles} reports errors. */
    record Bound(Placement placement, YamlNode colocate) {}

    Bound bind(YamlNode place) {
        return place.mapping("spread", "onePerProvider", "colocate", "prefer", "tolerate", "buffer")
                .map(fields -> new Bound(placement(fields), fields.at("colocate")))
                .orElse(new Bound(Placement.NOTHING, place));
    }

    private Placement placement(YamlMapping fields) {
        Placement placement = new Placement(
                fields.at("spread")
                        .mapping(
                                "maxSkew",
                                "whenUnsatisfiable",
                                "minDomains",
                                "labelKeys",
                                "keepHostSpread",
                                "antiAffinityWeight")
                        .map(PlacementBinder::spread),
                separation(fields.at("onePerProvider")),
                fields.at("colocate")
                        .mapping("podSelector", "labelKeys", "mode")
                        .map(this::colocate),
                fields.at("prefer").texts(LabelSyntax::provider),
                tolerate(fields.at("tolerate")),
                fields.at("buffer").mapping("pool").flatMap(this::buffer));
        judge(placement, fields);
        return placement;
    }

    private static Spread spread(YamlMapping fields) {
        YamlNode when = fields.at("whenUnsatisfiable");
        Optional<String> whenUnsatisfiable = when.oneOf(WHEN_UNSATISFIABLE);
        boolean soft =
                when.isAbsent() || whenUnsatisfiable.equals(Optional.of(TopologySpreadConstraint.SCHEDULE_ANYWAY));
        OptionalInt minDomains = fields.at("minDomains").positive();
        if (soft && minDomains.isPresent()) {
            fields.at("minDomains").invalid("only with whenUnsatisfiable DoNotSchedule");
        }
        return new Spread(
                fields.at("maxSkew").positive().orElse(1),
                whenUnsatisfiable.orElse(TopologySpreadConstraint.SCHEDULE_ANYWAY),
                minDomains,
                fields.at("labelKeys").texts(LabelSyntax::key),
                fields.at("keepHostSpread").bool().orElse(true),
                antiAffinityWeight(fields.at("antiAffinityWeight"), soft));
    }

    private static int antiAffinityWeight(YamlNode place, boolean soft) {
        OptionalInt weight = place.between(0, Spread.DEFAULT_ANTI_AFFINITY_WEIGHT);
        if (!soft && !place.isAbsent()) {
            place.invalid("only with whenUnsatisfiable ScheduleAnyway: a hard spread needs no anti-affinity");
        }
        return weight.orElse(Spread.DEFAULT_ANTI_AFFINITY_WEIGHT);
    }

    /** The mode may stand alone. */
    private static Optional<Separation> separation(YamlNode place) {
        if (place.isAbsent()) {
            return Optional.empty();
        }
        if (place.isScalar()) {
            return place.oneOf(STRENGTHS).map(mode -> new Separation(mode, List.of()));
        }
        return place.mapping("mode", "labelKeys")
                .map(fields -> new Separation(
                        fields.at("mode").oneOf(STRENGTHS).orElse(Strength.Preferred),
                        fields.at("labelKeys").texts(LabelSyntax::key)));
    }

    private Colocate colocate(YamlMapping fields) {
        Optional<LabelSelector> podSelector = selector.bind(fields.at("podSelector"));
        Strength mode = fields.at("mode").oneOf(STRENGTHS).orElse(Strength.Preferred);
        boolean others =
                podSelector.isPresent() && !podSelector.get().toString().isEmpty();
        if (mode == Strength.Required && !others) {
            fields.at("mode")
                    .invalid("only with a podSelector of other pods: the first of its own would wait for itself");
        }
        List<String> labelKeys = fields.at("labelKeys").texts(LabelSyntax::key);
        if (podSelector.isPresent() && !labelKeys.isEmpty()) {
            fields.at("labelKeys").invalid("only without a podSelector, which says which pods these are");
        }
        return new Colocate(podSelector, labelKeys, mode);
    }

    private static List<String> tolerate(YamlNode place) {
        List<String> names = place.texts(
                name -> name.equals(Placement.EVERY_PROVIDER) ? Optional.empty() : LabelSyntax.provider(name));
        if (names.size() > 1 && names.contains(Placement.EVERY_PROVIDER)) {
            place.invalid("\"*\" is every provider and stands alone");
        }
        return names;
    }

    private Optional<Buffer> buffer(YamlMapping fields) {
        return fields.at("pool")
                .required("<provider>/<pool>")
                .text(this::poolComplaint)
                .map(PlacementBinder::named);
    }

    private static Buffer named(String text) {
        int slash = text.indexOf('/');
        return new Buffer(text.substring(0, slash), text.substring(slash + 1));
    }

    // Although the inventory never invalidates a file, an unknown pool does: what an empty pool is like can only be
    // declared in this file.
    private Optional<String> poolComplaint(String text) {
        if (text.indexOf('/') < 0) {
            return Optional.of("must be <provider>/<pool>");
        }
        Buffer buffer = named(text);
        boolean declared = providers.stream()
                .filter(provider -> provider.name().equals(buffer.provider()))
                .flatMap(provider -> provider.elasticPools().stream())
                .anyMatch(pool -> pool.name().equals(buffer.pool()));
        return declared
                ? Optional.empty()
                : Optional.of("no such pool is declared under elasticPools of that provider");
    }

    private static void judge(Placement placement, YamlMapping fields) {
        boolean hardSpread = placement.spread().filter(Spread::isHard).isPresent();
        boolean requiredOne = placement
                .onePerProvider()
                .filter(separation -> separation.mode() == Strength.Required)
                .isPresent();
        boolean requiredColocate = placement
                .colocate()
                .filter(colocate -> colocate.mode() == Strength.Required)
                .isPresent();
        if (requiredOne && placement.spread().isPresent()) {
            fields.at("onePerProvider").invalid("one per provider is spread already: leave spread out");
        }
        if (requiredOne && requiredColocate) {
            fields.at("colocate").invalid("onePerProvider Required keeps its pods on different providers, this on one");
        }
        if (hardSpread && requiredColocate) {
            fields.at("colocate")
                    .invalid("spread with DoNotSchedule keeps its pods on different providers, this on one");
        }
        if (placement.buffer().isPresent()) {
            judge(placement.buffer().get(), hardSpread, placement.prefer(), fields);
        }
    }

    private static void judge(Buffer buffer, boolean hardSpread, List<String> prefer, YamlMapping fields) {
        if (hardSpread) {
            fields.at("buffer")
                    .invalid("spread with DoNotSchedule can shut pods out of the buffer, or force them into it");
        }
        if (prefer.contains(buffer.provider())) {
            fields.at("buffer")
                    .invalid("prefer draws pods to " + buffer.provider() + ", whose pool is to be used last");
        }
    }
}
