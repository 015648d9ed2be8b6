package io.kosmosadmission.cli;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.rules.WrongRulesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules}: checks a rules file, or prints the JSON Schema of such files. */
@Command(
        name = "rules",
        header = "Check a file of rules, or print its JSON Schema.",
        customSynopsis = {
            "kosmos-admission rules FILE [--cluster PATH | --kubeconfig FILE [--context NAME]] [--strict]",
            "       kosmos-admission rules --schema"
        },
        description = {
            "All errors are printed, each with line and column. What doesn't fit a cluster that is named is",
            "warned about: a provider that no node bears, for example. What is worth to know and no fault is a note.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission rules rules.yaml",
            "  kosmos-admission rules rules.yaml --cluster cluster/ --strict",
            "  kosmos-admission rules --schema > kosmos-configuration.schema.json"
        })
final class RulesCommand implements Callable<Integer> {

    private static final String SCHEMA = "/kosmos-configuration.schema.json";
    private static final int MOST_SAID = 100;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to check.")
    private Path file;

    @Mixin
    private ClusterChoice cluster;

    @Option(names = "--strict", description = "These warnings are errors; notes are not.")
    private boolean strict;

    @Option(names = "--schema", description = "Print the JSON Schema of the file, for editors.")
    private boolean schema;

    @Override
    public Integer call() throws IOException {
        if (schema == (file != null)) {
            throw new ParameterException(spec.commandLine(), "Either FILE or --schema is needed");
        }
        return schema ? printSchema() : check();
    }

    private int printSchema() throws IOException {
        try (InputStream text = RulesCommand.class.getResourceAsStream(SCHEMA)) {
            out().print(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitCode.FINE;
    }

    private int check() throws IOException {
        RulesText rules = RulesText.ofFile(file);
        ManifestRemarks remarks = new ManifestRemarks();
        try {
            Configuration configuration = RulesInForce.first(rules).configuration();
            boolean fits = cluster.manifests().isEmpty()
                    || fits(configuration, cluster.manifests().get(), remarks);
            remarks.lines().forEach(spec.commandLine().getErr()::println);
            if (remarks.hasErrors()) {
                return ExitCode.UNUSABLE;
            }
            if (fits || !strict) {
                out().println(file + ": valid; boundaries: "
                        + configuration.boundaries().size() + ", rules: "
                        + configuration.rules().size());
                return ExitCode.FINE;
            }
        } catch (WrongRulesException wrong) {
            out().println(wrong.getMessage());
        }
        return ExitCode.FINDINGS;
    }

    private boolean fits(Configuration configuration, Manifests manifests, ManifestRemarks remarks) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        manifests.readInto(collector, remarks);
        Inventory inventory = Inventory.of(configuration, collector.collected()).at(Instant.now());
        Findings findings = Findings.of(configuration, inventory);
        Findings ofFile = new Findings(findings.all().stream()
                .filter(finding -> isMendedByTheFile(finding, configuration, inventory))
                .toList());
        print(ofFile, strict ? "error: " : "warning: ");
        print(
                new Findings(findings.all().stream()
                        .filter(finding -> !ofFile.all().contains(finding))
                        .toList()),
                "warning: ");
        return !ofFile.anyFault();
    }

    /** The label of a node that the file knows, and a driver, are missing in the cluster, whatever the file says. */
    private static boolean isMendedByTheFile(Finding finding, Configuration configuration, Inventory inventory) {
        return switch (finding.check()) {
            case HomeWithoutDriver -> false;
            case HomeWithoutLabel ->
                configuration.providers().stream()
                        .anyMatch(provider -> !provider.attachLabels().isEmpty());
            case NodeWithoutLabel ->
                inventory.providers().ofNode(finding.subject().name()).isEmpty();
            default -> true;
        };
    }

    private void print(Findings findings, String prefix) {
        findings.firstMessages(MOST_SAID)
                .forEach((check, messages) ->
                        messages.forEach(message -> out().println((check.isFault() ? prefix : "note: ") + message)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
