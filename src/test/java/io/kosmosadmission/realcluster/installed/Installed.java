package io.kosmosadmission.realcluster.installed;

import io.kosmosadmission.cluster.NeededRights;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is installed with us, as far as {@code cluster} needs it, and kubeconfigs of accounts with rights. */
public record Installed(ControlPlane plane, TemporaryFolder folder) {
    private static final String NAMESPACE = "kosmos-admission";

    public static Installed in(ControlPlane plane) {
        plane.apply("""
                {apiVersion: v1, kind: Namespace, metadata: {name: kosmos-admission}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: kosmos-admission-last-good, namespace: kosmos-admission, labels: {a: b}}}
                ---
                {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: kosmos-admission, namespace: kosmos-admission, labels: {a: b}}}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: ours, namespace: kosmos-admission}
                rules:
                %s
                """.formatted(rules(NeededRights.inOurNamespace(), "")));
        return new Installed(plane, TemporaryFolder.create("installed"));
    }

    /** A kubeconfig of an account that has all that {@code cluster} needs but that resource. */
    public Path accountWithout(String resource) {
        String name = resource.isEmpty() ? "all" : "no-" + resource;
        String rules = rules(NeededRights.everywhere(Kind.ALL), resource);
        plane.apply("""
                {apiVersion: v1, kind: ServiceAccount, metadata: {name: %1$s, namespace: kosmos-admission}}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules:
                %2$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: kosmos-admission}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s, namespace: kosmos-admission}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ours}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: kosmos-admission}]
                """.formatted(name, rules));
        return kubeconfig(name, NAMESPACE);
    }

    private static String rules(Map<String, List<String>> rights, String without) {
        return rights.entrySet().stream()
                .filter(right -> !right.getKey().endsWith("/" + without))
                .map(right -> rule(right.getKey().split("/"), right.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String rule(String[] what, List<String> verbs) {
        String names = what.length < 3 ? "" : ", resourceNames: [" + what[2] + "]";
        return "- {apiGroups: [\"%s\"], resources: [%s], verbs: %s%s}".formatted(what[0], what[1], verbs, names);
    }

    /** A kubeconfig of that account, whose context is in that namespace; empty for none. */
    public Path kubeconfig(String account, String namespace) {
        String token = plane.ask("-n", NAMESPACE, "create", "token", account).strip();
        try {
            String admin = Files.readString(plane.file("kubeconfig"));
            Matcher users = Pattern.compile("users: .*").matcher(admin);
            String text = users.replaceFirst("users: [{name: admin, user: {token: " + token + "}}]")
                    .replace(
                            "user: admin}}",
                            namespace.isEmpty() ? "user: admin}}" : "user: admin, namespace: " + namespace + "}}");
            return Files.writeString(folder.path().resolve(account + "-" + namespace + ".kubeconfig"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules' ConfigMap with that text. */
    public void rules(String text) {
        plane.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kosmos-admission-rules, namespace: kosmos-admission}
                data:
                  rules.yaml: |
                %s
                """.formatted(text.indent(4)));
    }

    /** The Events of our namespace, a line each: type, reason and message. */
    public String events() {
        return ask("get", "events", "-o", "jsonpath={range .items[*]}{.type} {.reason} {.message}{\"\\n\"}{end}");
    }

    public String ask(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = NAMESPACE;
        return plane.ask(all);
    }
}
