package io.kosmosadmission.cli;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cli.audit.AuditResult;
import io.kosmosadmission.cli.audit.AuditedCluster;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.FileErrors;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
        json,
        openreports
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

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = {
                "An SVG that is written beside it: the pods of each workload",
                "by provider, skewed ones marked."
            })
    private @Nullable Path picture;

    AuditCommand(ClusterOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> compared = Optional.ofNullable(baseline);
        Optional<RulesText> other =
                compared.isPresent() ? Optional.of(RulesText.ofFile(compared.get())) : Optional.empty();
        ManifestRemarks remarks = new ManifestRemarks();
        AuditedCluster cluster = AuditedCluster.read(options.manifests(), remarks);
        Configuration configuration = configuration(
                options.rules().isPresent()
                        ? Optional.of(RulesText.ofFile(options.rules().get()))
                        : cluster.rules());
        List<Finding> findings = findings(cluster, configuration);
        AuditResult result = other.isPresent()
                ? AuditResult.of(findings, findings(cluster, configuration(other)), cluster.pods())
                : AuditResult.of(findings, cluster.pods());
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        print(result);
        draw(cluster, configuration, findings);
        return remarks.hasErrors() ? ExitCode.UNUSABLE : result.anyFault() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private static Configuration configuration(Optional<RulesText> rules) throws IOException {
        return rules.isPresent() ? RulesInForce.first(rules.get()).configuration() : Configuration.DEFAULT;
    }

    private List<Finding> findings(AuditedCluster cluster, Configuration configuration) {
        return cluster.findings(configuration).stream()
                .filter(finding -> isAskedFor(finding.subject().namespace()))
                .toList();
    }

    private boolean isAskedFor(String other) {
        return namespace == null || namespace.equals(other);
    }

    private void draw(AuditedCluster cluster, Configuration configuration, List<Finding> findings) throws IOException {
        Optional<Path> file = Optional.ofNullable(picture);
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), cluster.picture(configuration, findings, this::isAskedFor));
            } catch (IOException failed) {
                throw FileErrors.unwritten(file.get(), failed);
            }
        }
    }

    private void print(AuditResult result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case text -> result.print(out);
            case json -> out.println(Trees.prettyJson(result.toTree()));
            case openreports -> out.print(Trees.yaml(result.toReports()));
        }
    }
}
