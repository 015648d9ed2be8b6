package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.storage.BindingLabels;
import io.kosmosadmission.storage.DriverWarnings;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds storage classes whose home has a node that lacks a label, so that the label can't bind pods to that home, and
 * those whose home has no node with the driver.
 */
public final class HomeFindings {

    private HomeFindings() {}

    /** Returns a finding for each class whose driver no node of its home has, and had none of them ten minutes ago. */
    public static List<Finding> withoutDriver(Inventory inventory) {
        Homes homes = new Homes(inventory);
        List<Finding> found = new ArrayList<>();
        for (StorageClass storageClass : inventory.storageClasses()) {
            homes.ofClass(storageClass)
                    .ifHard()
                    .filter(known -> DriverWarnings.isNowhere(known, inventory)
                            && !inventory.attachIndex().drivers().isRecent(known.providers()))
                    .ifPresent(known -> found.add(new Finding(
                            Finding.Check.HomeWithoutDriver,
                            List.of(ObjectKey.storageClass(storageClass.name())),
                            "no node of " + Home.names(known.providers()) + " has driver " + known.driver()
                                    + ", so that volumes of " + known.because() + " can be attached nowhere")));
        }
        return found;
    }

    public static List<Finding> withoutLabel(Inventory inventory) {
        Homes homes = new Homes(inventory);
        List<Finding> found = new ArrayList<>();
        for (StorageClass storageClass : inventory.storageClasses()) {
            Optional<Home.Known> home = homes.ofClass(storageClass).ifHard();
            home.ifPresent(known -> BindingLabels.of(known, inventory)
                    .leftOut()
                    .forEach((label, nodes) -> found.add(withoutLabel(storageClass, known, label, nodes))));
        }
        return found;
    }

    private static Finding withoutLabel(StorageClass storageClass, Home.Known home, String label, Set<String> nodes) {
        String what = "pods can't be bound by label " + label + " to where volumes of " + home.because()
                + " can be attached: ";
        return new Finding(
                        Finding.Check.HomeWithoutLabel,
                        List.of(ObjectKey.storageClass(storageClass.name())),
                        what + BindingLabels.lacking(nodes))
                .withSteady(what + "some nodes there lack it");
    }
}
