package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers whose nodes can attach the volumes of the CSI drivers that one DaemonSet registers.
 *
 * @param providers the home of each driver, together
 * @param homes one for each driver, with all these providers
 * @param requirements the labels that keep pods there, as {@link BindingLabels} judges them for every driver
 * @param leftOut the other labels, each with the nodes and declared pools that can attach and lack it
 */
record PluginHome(
        Set<String> providers,
        List<Home.Known> homes,
        List<Requirement> requirements,
        Map<String, Set<String>> leftOut) {

    /**
     * Returns the home of the drivers. Empty where that of any driver is not known and hard: its plugin has a reason to run
     * elsewhere, or nobody can tell.
     */
    static Optional<PluginHome> of(Set<String> drivers, Inventory inventory) {
        DriverHomes driverHomes = new DriverHomes(inventory);
        List<Home.Known> own = new ArrayList<>();
        Set<String> providers = new TreeSet<>();
        for (String driver : new TreeSet<>(drivers)) {
            Optional<Home.Known> hard = driverHomes.of(driver, "CSI driver").ifHard();
            if (hard.isEmpty()) {
                return Optional.empty();
            }
            own.add(hard.get());
            providers.addAll(hard.get().providers());
        }
        List<Home.Known> homes = own.stream()
                .map(home -> home.limitedTo(providers, home.because()))
                .toList();
        List<BindingLabels> labels =
                homes.stream().map(home -> BindingLabels.of(home, inventory)).toList();
        List<Requirement> requirements = new ArrayList<>();
        Map<String, Set<String>> leftOut = new LinkedHashMap<>();
        labels.stream().flatMap(each -> each.requirements().stream()).distinct().forEach(requirements::add);
        labels.forEach(each -> {
            requirements.retainAll(each.requirements());
            each.leftOut()
                    .forEach((label, nodes) -> leftOut.computeIfAbsent(label, unseen -> new TreeSet<>())
                            .addAll(nodes));
        });
        return homes.isEmpty()
                ? Optional.empty()
                : Optional.of(new PluginHome(providers, homes, requirements, leftOut));
    }

    /** Returns the requirements but that on the provider label. */
    List<Requirement> attachLabels(String providerLabel) {
        return requirements.stream()
                .filter(requirement -> !requirement.key().equals(providerLabel))
                .toList();
    }

    /** Returns the names of the drivers for people. */
    String drivers() {
        List<String> names = homes.stream().map(Home.Known::driver).toList();
        return (names.size() == 1 ? "CSI driver " : "CSI drivers ") + String.join(" and ", names);
    }
}
