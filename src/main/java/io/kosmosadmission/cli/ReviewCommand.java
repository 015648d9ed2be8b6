package io.kosmosadmission.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kosmosadmission.cli.review.ManifestInput;
import io.kosmosadmission.cli.review.ManifestReview;
import io.kosmosadmission.cli.review.ReviewText;
import io.kosmosadmission.cli.review.ReviewedManifest;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code review}: shows what admission would say of manifests and what it would change in them. */
@Command(
        name = "review",
        header = "Show what admission would say of manifests, and what it would change.",
        description = {
            "The manifests are reviewed as if they were created in this order: each sees those before it.",
            "Of a workload, the pod that it would give is shown. Exit 1 if any would be denied,",
            "2 if any can't be read: it is named, and the others are reviewed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission review app.yaml               in the example cluster",
            "  kosmos-admission review --cluster cluster/ --rules rules.yaml -n payments app.yaml",
            "  helm template app | kosmos-admission review -o json -"
        })
final class ReviewCommand implements Callable<Integer> {

    /** The form in which the outcome is written. */
    private enum Output {
        text,
        json,
        yaml
    }

    private final InputStream in;

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "Of manifests that name none. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Parameters(
            paramLabel = "MANIFEST",
            arity = "1..*",
            description = {
                "A file of manifests in YAML or JSON, a folder of such files,",
                "or - for the standard input."
            })
    private List<String> manifests;

    ReviewCommand(ClusterOptions options, InputStream in) {
        this.options = options;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        ObjectCollector cluster = new ObjectCollector();
        Optional<RulesText> found = options.manifests().readInto(cluster, remarks);
        Optional<RulesText> rules = options.rules().isPresent()
                ? Optional.of(RulesText.ofFile(options.rules().get()))
                : found;
        Configuration configuration =
                rules.isPresent() ? RulesInForce.first(rules.get()).configuration() : Configuration.DEFAULT;
        List<ReviewedManifest> reviewed = new ManifestReview(configuration, cluster, namespace)
                .reviewAll(new ManifestInput(in, remarks).read(manifests), remarks);
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        if (!reviewed.isEmpty()) {
            print(reviewed);
        }
        return remarks.hasErrors()
                ? ExitCode.UNUSABLE
                : reviewed.stream().anyMatch(each -> each.answer().isDenied()) ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void print(List<ReviewedManifest> reviewed) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.text) {
            new ReviewText(out).print(reviewed);
            return;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        reviewed.forEach(each -> list.add(each.toTree()));
        out.print(output == Output.json ? Trees.prettyJson(list) + System.lineSeparator() : Trees.yaml(list));
    }
}
