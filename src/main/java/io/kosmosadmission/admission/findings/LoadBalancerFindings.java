package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds Services of type LoadBalancer of which a review would be told, whoever wrote them and whenever. */
public final class LoadBalancerFindings {

    private LoadBalancerFindings() {}

    public static List<Finding> of(ClusterState state) {
        List<Finding> found = new ArrayList<>();
        for (Service service : state.inventory().services()) {
            Scope scope =
                    new Scope(state.configuration(), state.inventory().namespace(service.namespace()), Mode.Enforce);
            if (!scope.isExempt() && !service.metadata().deleting()) {
                messages(state.serviceJudge().judge(service, scope), scope)
                        .map(message -> new Finding(
                                Finding.Check.ForeignLoadBalancer,
                                List.of(ObjectKey.service(service.namespace(), service.name())),
                                message))
                        .forEach(found::add);
            }
        }
        found.sort(Comparator.comparing(Finding::message));
        return found;
    }

    private static Stream<String> messages(Verdict verdict, Scope scope) {
        return Stream.concat(
                verdict.objections().stream().map(objection -> objection.message(scope.contact())),
                verdict.warnings().stream());
    }
}
