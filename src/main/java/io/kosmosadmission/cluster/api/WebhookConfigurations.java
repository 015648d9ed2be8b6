package io.kosmosadmission.cluster.api;

import io.kosmosadmission.kube.ObjectKey;
import java.util.List;
import java.util.Locale;

/** The two objects by which API servers are told to call us: of the same name, one of each kind. */
public final class WebhookConfigurations {

    public static final String NAME = "zz-kosmos-admission";
    public static final String MUTATING = "MutatingWebhookConfiguration";
    public static final String VALIDATING = "ValidatingWebhookConfiguration";
    public static final List<String> KINDS = List.of(MUTATING, VALIDATING);

    /** What findings and Events about the way to us are about. */
    public static final ObjectKey SUBJECT = ObjectKey.mutatingConfiguration(NAME);

    private WebhookConfigurations() {}

    public static String path(String kind) {
        return "apis/admissionregistration.k8s.io/v1/" + kind.toLowerCase(Locale.ROOT) + "s/" + NAME;
    }
}
