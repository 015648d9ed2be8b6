package io.kosmosadmission.inventory.store;

import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OrderedStrings;
import io.kosmosadmission.kube.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transforms Services into the form in which they are stored. Leaves out their labels, and all annotations that no
 * load-balancer controller reads; of those that one reads, the values stay where they name nodes.
 */
final class StoredServices {

    private StoredServices() {}

    static Service of(Service service, Interner interner, ShortValues values) {
        Map<String, String> read = new LinkedHashMap<>();
        service.metadata().annotations().forEach((key, value) -> {
            if (LoadBalancers.isRead(key)) {
                read.put(key, LoadBalancers.namesNodes(key) ? value : "");
            }
        });
        ObjectMeta metadata = new ObjectMeta(
                interner.one(service.namespace()),
                service.name(),
                "",
                "",
                Map.of(),
                values.strings(read, "", OrderedStrings::copyOf),
                List.of(),
                "",
                service.metadata().deleting());
        return new Service(
                metadata,
                service.loadBalancer(),
                interner.one(service.loadBalancerClass()),
                service.local(),
                values.strings(service.selector(), service.name(), OrderedStrings::copyOf),
                service.addressed());
    }
}
