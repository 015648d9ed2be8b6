package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.storage.BindingLabels;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds storage classes whose home has a node that lacks a label, so that the label can't bind pods to that home. */
public final class HomeFindings {

    private HomeFindings() {}

    public static List<Finding> of(Inventory inventory) {
        Homes homes = new Homes(inventory);
        List<Finding> found = new ArrayList<>();
        for (StorageClass storageClass : inventory.storageClasses()) {
            Optional<Home.Known> home = homes.ofClass(storageClass).ifHard();
            home.ifPresent(known -> BindingLabels.of(known, inventory)
                    .leftOut()
                    .forEach((label, nodes) -> found.add(new Finding(
                            Finding.Check.HomeWithoutLabel,
                            List.of(ObjectKey.storageClass(storageClass.name())),
                            "pods can't be bound by label " + label + " to where volumes of " + known.because()
                                    + " can be attached: " + BindingLabels.lacking(nodes)))));
        }
        return found;
    }
}
