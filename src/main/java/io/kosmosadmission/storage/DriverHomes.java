package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.NeutralDrivers;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the home that a driver or provisioner gives: by the configuration, else by the built-in table, where a platform
 * stands for all its live providers. Other live providers of which a node registers the driver join that home, but
 * registration alone makes none. A platform that many companies sell is joined by each provider of no known platform
 * too, unless its CSINodes show that it lacks the driver.
 */
final class DriverHomes {

    private static final String WAY_OUT =
            " (name it under a provider's provisioners or fileProvisioners, or annotate the" + " class "
                    + Homes.ANNOTATION + ": any)";

    private final Inventory inventory;

    DriverHomes(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Returns the driver's home. subject names what has the driver, for people: {@code storage class "gp3"}. */
    Home of(String driver, String subject) {
        Set<String> configured = names(provider -> isConfigured(provider, driver));
        if (!configured.isEmpty()) {
            return ofConfigured(configured, driver, subject);
        }
        Optional<Platform> block = Platform.ofBlockDriver(driver);
        Optional<Platform> platform = block.or(() -> Platform.ofFileDriver(driver));
        if (platform.isPresent()) {
            return ofPlatform(platform.get(), block.isPresent(), driver, subject);
        }
        return NeutralDrivers.contains(driver)
                ? Home.anywhere()
                : Home.unknown(subject + " is of a driver that no provider is known for: " + driver + WAY_OUT);
    }

    private Home ofConfigured(Set<String> configured, String driver, String subject) {
        Set<String> live = live(configured);
        if (live.isEmpty()) {
            return Home.suspicious(subject + " is of " + driver + ", whose provider has no node here");
        }
        boolean hard = inventory.providers().all().stream()
                .anyMatch(provider -> provider.provisioners().contains(driver));
        live.addAll(live(names(provider -> registers(provider, driver))));
        return known(live, hard, driver, subject);
    }

    private Home ofPlatform(Platform platform, boolean hard, String driver, String subject) {
        Set<String> live = live(names(provider -> isOf(provider, platform)));
        if (live.isEmpty()) {
            return Home.suspicious(subject + " is of " + driver + ", " + nobody(platform, driver));
        }
        live.addAll(live(names(provider -> mayBeOf(provider, platform, driver))));
        return known(live, hard, driver, subject);
    }

    private static Home known(Set<String> live, boolean hard, String driver, String subject) {
        return new Home.Known(live, hard, false, driver, subject + " of " + Home.names(live) + " (" + driver + ")");
    }

    /**
     * Only a provider without a row in the table may join one: another row has its own drivers, so a foreign one there
     * is an accident.
     */
    private boolean mayBeOf(Provider provider, Platform platform, String driver) {
        return provider.platform().isEmpty()
                && (registers(provider, driver)
                        || (platform.isSoldBySeveral()
                                && (!provider.elasticPools().isEmpty() // the next node may register it
                                        || !inventory
                                                .attachIndex()
                                                .drivers()
                                                .isNowhere(List.of(provider.name()), driver))));
    }

    /** Says, for people, that no live provider is of the platform, and what to do if one is by another name. */
    private String nobody(Platform platform, String driver) {
        List<String> registering =
                List.copyOf(live(names(provider -> provider.platform().isEmpty() && registers(provider, driver))));
        return registering.isEmpty()
                ? "whose provider has no node here (if one is of " + platform + " by another name, say platform: "
                        + platform + " for it)"
                : "which nodes of " + String.join(" and ", registering) + " register, though no provider here is of "
                        + platform + ": say platform: " + platform + " for "
                        + (registering.size() == 1 ? registering.get(0) : "them");
    }

    /**
     * Returns what to say of a consumer that can reach a home by such providers alone as joined it: they count, but
     * nobody has said that they are of the driver's platform. Empty where the home does not rest on that.
     */
    Optional<String> joinedOnly(Home.Known home, Target target) {
        String driver = home.driver();
        Optional<Platform> platform = Platform.ofBlockDriver(driver).or(() -> Platform.ofFileDriver(driver));
        if (home.placed()
                || platform.isEmpty()
                || !names(provider -> isConfigured(provider, driver)).isEmpty()) {
            return Optional.empty();
        }
        Set<String> said = new TreeSet<>(home.providers());
        said.removeIf(name -> inventory
                .providers()
                .named(name)
                .filter(provider -> isOf(provider, platform.get()))
                .isEmpty());
        Set<String> joined = new TreeSet<>(home.providers());
        joined.removeAll(said);
        joined.removeIf(name -> !target.containsAny(Set.of(name)));
        if (joined.isEmpty() || target.containsAny(said)) {
            return Optional.empty();
        }
        boolean one = joined.size() == 1;
        return Optional.of(String.join(" and ", joined) + (one ? " is" : " are") + " of no known platform: if "
                + (one ? "it is" : "they are") + " of " + platform.get() + ", say platform: " + platform.get()
                + " for " + (one ? "it" : "them"));
    }

    private static boolean isConfigured(Provider provider, String driver) {
        return provider.provisioners().contains(driver)
                || provider.fileProvisioners().contains(driver);
    }

    private static boolean isOf(Provider provider, Platform platform) {
        return provider.platform().equals(Optional.of(platform));
    }

    private Set<String> names(Predicate<Provider> wanted) {
        Set<String> names = new TreeSet<>();
        inventory.providers().all().stream().filter(wanted).map(Provider::name).forEach(names::add);
        return names;
    }

    private Set<String> live(Set<String> names) {
        Set<String> live = new TreeSet<>(names);
        live.retainAll(inventory.providers().liveNames());
        return live;
    }

    boolean registers(Provider provider, String driver) {
        return inventory.attachIndex().registers(provider.name(), driver);
    }
}
