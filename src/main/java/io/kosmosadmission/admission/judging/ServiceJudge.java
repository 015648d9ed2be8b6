package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges whether a Service of type LoadBalancer is written for the platform whose controller acts here: the configured
 * one, else scaleway where a live provider is of it, else nobody's, and nothing is judged.
 *
 * <p>Reads the keys of its annotations, its loadBalancerClass, externalTrafficPolicy and selector; the nodes, and the
 * workloads of its namespace. Objects to annotations that only other platforms' controllers read, and to a class that
 * the platform's controller leaves alone (KA401). A Service without these is warned of backends that nobody has, by
 * {@link Backends}. One word for each Service. Leaves alone a class of controllers that run in any cluster, and what
 * was there before an UPDATE.
 */
public final class ServiceJudge {

    private static final String CODE = "KA401";
    private static final Platform DEFAULT = Platform.scaleway;

    private final Inventory inventory;
    private final Optional<String> configured;
    private final Optional<Platform> platform;
    private final Backends backends;

    public ServiceJudge(Configuration configuration, Inventory inventory, Placer placer) {
        this.inventory = inventory;
        this.configured = configuration.foreignLoadBalancers().platform();
        this.platform = configured.isPresent()
                ? configured.flatMap(Platform::named)
                : ofDefault().findAny().flatMap(Provider::platform);
        this.backends = new Backends(inventory, placer);
    }

    private Stream<Provider> ofDefault() {
        return inventory.providers().all().stream()
                .filter(provider -> provider.live() && provider.platform().equals(Optional.of(DEFAULT)));
    }

    public Verdict judge(Service service, Scope scope) {
        boolean judged = service.loadBalancer()
                && scope.judgesLoadBalancers()
                && !LoadBalancers.isOfNoCloud(service.loadBalancerClass());
        return platform.filter(acting -> judged && !isServedByAnother(service, acting))
                .map(acting -> judge(service, acting, scope))
                .orElse(Verdict.NOTHING);
    }

    /** An address, its own or that of any Service of its class, shows that another controller serves the class. */
    private boolean isServedByAnother(Service service, Platform acting) {
        String itsClass = service.loadBalancerClass();
        return !itsClass.isEmpty()
                && !LoadBalancers.ofClass(itsClass).equals(Optional.of(acting))
                && (service.addressed()
                        || inventory.services().stream()
                                .anyMatch(other -> other.addressed()
                                        && other.loadBalancerClass().equals(itsClass)));
    }

    private Verdict judge(Service service, Platform acting, Scope scope) {
        List<String> annotations = foreign(service, acting);
        boolean unserved = isUnserved(service, acting);
        if (annotations.isEmpty() && !unserved) {
            return new Verdict(
                    List.of(), backends.warning(service, acting, scope).stream().toList());
        }
        Objection objection = new Objection(
                Reason.LoadBalancer,
                CODE,
                CODE,
                scope.loadBalancerMode(),
                new ForeignWords(service, annotations, unserved).of(acting, configured.orElse(acting.toString())),
                evidence());
        return new Verdict(List.of(objection), List.of());
    }

    /** Returns the annotations that only the controllers of other platforms read, sorted. */
    private static List<String> foreign(Service service, Platform acting) {
        return service.metadata().annotations().keySet().stream()
                .filter(key -> {
                    List<Platform> readers = LoadBalancers.readers(key);
                    return !readers.isEmpty() && !readers.contains(acting);
                })
                .sorted()
                .toList();
    }

    /** Returns the foreign annotations that users write: a controller that adds its own makes nothing worse. */
    private static List<String> written(Service service, Platform acting) {
        return foreign(service, acting).stream()
                .filter(key -> !LoadBalancers.isOfControllers(key))
                .toList();
    }

    private static boolean isUnserved(Service service, Platform acting) {
        Optional<Platform> served = LoadBalancers.ofClass(service.loadBalancerClass());
        return !service.loadBalancerClass().isEmpty()
                && !served.equals(Optional.of(acting))
                && (served.isPresent() || LoadBalancers.leavesClasses(acting));
    }

    /**
     * A configured platform is no matter of the cluster. Where none is, the first node says that the default one is
     * there.
     */
    private Set<ObjectKey> evidence() {
        return configured.isPresent()
                ? Set.of()
                : ofDefault()
                        .flatMap(provider -> provider.nodes().stream())
                        .map(Node::name)
                        .sorted()
                        .findFirst()
                        .map(name -> Set.of(ObjectKey.node(name)))
                        .orElse(Set.of());
    }

    /** Returns whether an UPDATE makes the Service more foreign than it was. */
    public boolean isWorse(Service service, Service before) {
        return platform.filter(acting -> !before.loadBalancer()
                        || !foreign(before, acting).containsAll(written(service, acting))
                        || (isUnserved(service, acting)
                                && !service.loadBalancerClass().equals(before.loadBalancerClass())))
                .isPresent();
    }
}
