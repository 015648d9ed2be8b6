package io.kosmosadmission.manifests;

import io.kosmosadmission.kube.WorkloadKind;
import java.util.stream.Stream;

/** The kinds that the code judges, as manifests write them: {@code group/plural}. */
final class JudgedResources {
    private JudgedResources() {}

    static Stream<String> ofWorkloads() {
        return Stream.of(WorkloadKind.values()).map(kind -> kind.group() + "/" + kind.plural());
    }
}
