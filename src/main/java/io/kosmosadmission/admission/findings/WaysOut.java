package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.kube.ObjectKey;

/** What to do about a finding, by its check, for people. */
public final class WaysOut {

    private WaysOut() {}

    public static String of(Finding finding) {
        ObjectKey subject = finding.subject();
        return switch (finding.check()) {
            case NodeWithoutLabel ->
                "label the node (kubectl label node " + subject.name()
                        + " <providerLabel>=<provider>), or say under nodes of its provider that it is its";
            case NodeLabelForbidden -> "apply k8s/components/label-nodes for this providerLabel";
            case NodeLabelDiffers -> "correct the node's label, or the terms under nodes of the provider";
            case ProviderWithoutNode ->
                "correct the name in the rules or take it out, or declare an elastic pool that bears its label";
            case ProviderLost -> "bring a node of it back, or say state: Drained";
            case RuleUnmet -> "change the rule, or add the nodes, or declare the elastic pools, that it asks for";
            case HomeWithoutLabel -> "give the nodes the label, or take it out of attachLabels";
            case HomeWithoutDriver ->
                "install the driver on the nodes of its home, or say where it is at home: annotation"
                        + " kosmos-admission.io/provider";
            case SelectedNodeElsewhere ->
                "kubectl -n " + subject.namespace() + " annotate persistentvolumeclaim " + subject.name()
                        + " volume.kubernetes.io/selected-node-";
            case StorageConflict, NowhereToRun, Denied, ForeignLoadBalancer ->
                "change it as the message says, and apply it again";
            case SurplusReplicas -> "scale it down to that number, or say onePerProvider: Preferred in its rule";
            case NowhereToday -> "correct the words that the message names, or add such nodes";
            case UngrantedToleration ->
                "take the toleration back, or grant it: by a boundary, by tolerate in its rule, or by allow of guard";
            case CsiPluginElsewhere -> "run the command that the message ends with";
            case CertificateNotTrusted -> "it is filled again within a minute; see the Events of the configuration";
            case NotCalled -> "mend what the API server's sentence names: caBundle, Service, network, or the replicas";
            case CanaryRefused -> "let pods be asked for by dry run in namespace kosmos-admission-canary";
            case EntriesDiffer -> "apply the manifests or the chart again, so that all entries say the same";
            case RequiredAntiAffinityForbidden ->
                "say onePerProvider: Preferred in the rule, or switch the API server's plugin off";
            case Unplaced, Skewed, BoundaryViolated -> "create its pods again";
            case NoElasticPool -> "declare the autoscaled pools of several providers: elasticPools of providers";
        };
    }
}
