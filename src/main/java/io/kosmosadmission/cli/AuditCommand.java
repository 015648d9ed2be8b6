package io.kosmosadmission.cli;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cli.audit.AuditResult;
import io.kosmosadmission.cli.audit.AuditedCluster;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: finds what is there and isn't as the rules would have it. */
@Command(
        name = "audit",
        header = "Find what is there and isn't as the rules would have it.",
        description = {
            "Everything is looked at as if it were created now. Each finding has a severity and a way out.",
            "Exit 1 if any is of severity warn or fail, 2 if anything can't be read.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission audit                         the example cluster",
            "  kosmos-admission audit --kubeconfig ~/.kube/config -n payments",
            "  kosmos-admission audit --cluster dump.yaml --rules new.yaml --baseline old.yaml"
        })
final class AuditCommand implements Callable<Integer> {

    /** The form in which the findings are written. */
    private enum Output {
        text,
        json
    }

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = {
                "Other rules: only what is found by these and not by those is",
                "told, and what is found by those alone."
            })
    private @Nullable Path baseline;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only what is in it. Default: everything.")
    private @Nullable String namespace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    AuditCommand(ClusterOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Optional<RulesText> other = Optional.ofNullable(baseline).isPresent()
                ? Optional.of(RulesText.ofFile(Optional.ofNullable(baseline).orElseThrow()))
                : Optional.empty();
        ManifestRemarks remarks = new ManifestRemarks();
        AuditedCluster cluster = AuditedCluster.read(options.manifests(), remarks);
        Optional<RulesText> rules = options.rules().isPresent()
                ? Optional.of(RulesText.ofFile(options.rules().get()))
                : cluster.rules();
        List<Finding> findings = findings(cluster, rules);
        AuditResult result = other.isPresent()
                ? AuditResult.of(findings, findings(cluster, other), cluster.pods())
                : AuditResult.of(findings, cluster.pods());
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        print(result);
        return remarks.hasErrors() ? ExitCode.UNUSABLE : result.anyFault() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private List<Finding> findings(AuditedCluster cluster, Optional<RulesText> rules) throws IOException {
        Configuration configuration =
                rules.isPresent() ? RulesInForce.first(rules.get()).configuration() : Configuration.DEFAULT;
        Optional<String> only = Optional.ofNullable(namespace);
        return cluster.findings(configuration).stream()
                .filter(finding -> only.isEmpty()
                        || only.get().equals(finding.subject().namespace()))
                .toList();
    }

    private void print(AuditResult result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case text -> result.print(out);
            case json -> out.println(Trees.prettyJson(result.toTree()));
        }
    }
}
