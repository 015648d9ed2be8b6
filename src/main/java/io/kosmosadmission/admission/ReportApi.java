package io.kosmosadmission.admission;

import java.util.Locale;

/** The APIs in which findings can be reported. Their results have the same fields. */
public enum ReportApi {
    OpenReports("openreports.io", "v1alpha1", "Report"),
    PolicyReports("wgpolicyk8s.io", "v1alpha2", "PolicyReport");

    private static final String CLUSTER = "Cluster";

    private final String group;
    private final String version;
    private final String kind;

    ReportApi(String group, String version, String kind) {
        this.group = group;
        this.version = version;
        this.kind = kind;
    }

    public String apiVersion() {
        return group + "/" + version;
    }

    public String group() {
        return group;
    }

    /** Returns the kind of the reports of namespaces, or, where namespace is empty, that of the whole cluster's. */
    public String kind(String namespace) {
        return namespace.isEmpty() ? CLUSTER + kind : kind;
    }

    /** Returns the plural in lower case, as in paths and roles. */
    public String plural(String namespace) {
        return kind(namespace).toLowerCase(Locale.ROOT) + "s";
    }

    /** Returns the path of all reports of that kind, of whatever namespace. */
    public String listPath(boolean namespaced) {
        return "apis/" + apiVersion() + "/" + plural(namespaced ? "any" : "");
    }

    public String path(String namespace) {
        return "apis/" + apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + plural(namespace) + "/" + Reports.NAME;
    }
}
