package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.NeutralDrivers;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the home that a driver or provisioner gives: by the configuration, else by the built-in table, where a platform
 * stands for all its live providers. Other live providers of which a node registers the driver join that home, but
 * registration alone makes none.
 */
final class DriverHomes {

    private final Inventory inventory;

    DriverHomes(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Returns the driver's home. subject names what has the driver, for people: {@code storage class "gp3"}. */
    Home of(String driver, String subject) {
        Set<String> configured = names(provider -> provider.provisioners().contains(driver));
        if (!configured.isEmpty()) {
            return known(driver, configured, provider -> true, true, subject);
        }
        Optional<Platform> block = Platform.ofBlockDriver(driver);
        Optional<Platform> file = Platform.ofFileDriver(driver);
        if (block.isPresent() || file.isPresent()) {
            Platform platform = block.or(() -> file).orElseThrow();
            Set<String> ofPlatform = names(provider -> provider.platform().equals(Optional.of(platform)));
            // Only a provider without a row in the table may join: another row has its own drivers, so a foreign one
            // there is an accident.
            return known(driver, ofPlatform, provider -> provider.platform().isEmpty(), block.isPresent(), subject);
        }
        return NeutralDrivers.contains(driver)
                ? Home.anywhere()
                : Home.unknown(subject + " is of a driver that no provider is known for: " + driver);
    }

    private Home known(String driver, Set<String> given, Predicate<Provider> mayJoin, boolean hard, String subject) {
        Set<String> live = new TreeSet<>(given);
        live.retainAll(inventory.providers().liveNames());
        if (live.isEmpty()) {
            return Home.suspicious(subject + " is of " + driver + ", whose provider has no node here");
        }
        for (Provider provider : inventory.providers().all()) {
            if (provider.live()
                    && !live.contains(provider.name())
                    && mayJoin.test(provider)
                    && registers(provider, driver)) {
                live.add(provider.name());
            }
        }
        return new Home.Known(live, hard, false, driver, subject + " of " + Home.names(live) + " (" + driver + ")");
    }

    private Set<String> names(Predicate<Provider> wanted) {
        Set<String> names = new TreeSet<>();
        inventory.providers().all().stream().filter(wanted).map(Provider::name).forEach(names::add);
        return names;
    }

    boolean registers(Provider provider, String driver) {
        return inventory.attachIndex().registers(provider.name(), driver);
    }
}
