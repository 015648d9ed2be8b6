package io.kosmosadmission.admission.judging;

import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.Service;
import java.util.List;

/**
 * Words for people what of a Service is written for another platform's controller, what comes of it, and what to write
 * instead.
 *
 * @param annotations those that only other platforms' controllers read, sorted
 * @param unserved whether the platform's controller leaves its loadBalancerClass alone
 */
record ForeignWords(Service service, List<String> annotations, boolean unserved) {

    /** name is that of the platform whose controller acts, as the configuration calls it. */
    String of(Platform acting, String name) {
        String controller = "service \"" + service.metadata().displayName() + "\": " + name
                + (name.endsWith("s") ? "'" : "'s") + " controller ";
        if (!unserved) {
            return isWrittenFor(acting)
                    ? controller + "ignores " + foreign()
                            + ", beside what is written for it; drop what is of no use here"
                    : controller + "ignores " + foreign() + ", so that its load balancer gets the defaults; "
                            + wayOut(acting);
        }
        String unserved = controller + "does not serve loadBalancerClass \"" + service.loadBalancerClass() + "\"";
        String outcome = ", so that it gets no address unless another does; ";
        return annotations.isEmpty()
                ? unserved + outcome + "leave it out, since it can't be changed later"
                : unserved + " (and annotations of " + platforms() + ")" + outcome + "leave it out, " + wayOut(acting);
    }

    /** Returns whether the Service bears annotations of the acting platform, too, as portable manifests do. */
    private boolean isWrittenFor(Platform acting) {
        return service.metadata().annotations().keySet().stream()
                .anyMatch(key -> LoadBalancers.readers(key).contains(acting));
    }

    private String foreign() {
        return annotations.size() == 1
                ? "annotation " + annotations.get(0) + " of " + platforms()
                : annotations.size() + " annotations of " + platforms() + " (" + annotations.get(0) + ", …)";
    }

    private String platforms() {
        List<String> names = annotations.stream()
                .map(annotation -> LoadBalancers.readers(annotation).get(0).toString())
                .distinct()
                .sorted()
                .toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String wayOut(Platform acting) {
        return LoadBalancers.annotations(acting)
                .map(prefix -> "write " + prefix + "… instead")
                .orElse("drop what is of no use here");
    }
}
