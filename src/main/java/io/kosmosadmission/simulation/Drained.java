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
            providers.add(names.contains(settings.name()) ? settings.withDrained(true) : settings);
        }
        names.stream()
                .filter(name -> written.provider(name).isEmpty())
                .map(ProviderSettings::of)
                .map(settings -> settings.withDrained(true))
                .forEach(providers::add);
        return written.with(providers);
    }
}
