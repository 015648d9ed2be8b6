package io.kosmosadmission.simulation;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The configuration where some providers are Drained, as the platform team would write it. */
final class Drained {

    private Drained() {}

    static Configuration of(Configuration written, Set<String> names) {
        List<ProviderSettings> providers = new ArrayList<>();
        for (ProviderSettings settings : written.providers()) {
            providers.add(names.contains(settings.name()) ? drained(settings) : settings);
        }
        names.stream()
                .filter(name -> written.provider(name).isEmpty())
                .map(ProviderSettings::of)
                .map(Drained::drained)
                .forEach(providers::add);
        return new Configuration(
                written.mode(),
                written.modeOverrides(),
                written.exempt(),
                written.contact(),
                written.providerLabel(),
                providers,
                written.boundaries(),
                written.rules(),
                written.storage(),
                written.guard(),
                written.foreignLoadBalancers(),
                written.csiDaemonSets(),
                written.labelNodes());
    }

    private static ProviderSettings drained(ProviderSettings settings) {
        return new ProviderSettings(
                settings.name(),
                settings.platform(),
                true,
                settings.lostAfter(),
                settings.nodes(),
                settings.taints(),
                settings.provisioners(),
                settings.fileProvisioners(),
                settings.attachLabels(),
                settings.elasticPools());
    }
}
