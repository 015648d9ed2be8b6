package io.kosmosadmission.cli;

import io.kosmosadmission.cli.init.FirstRules;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.reading.ManifestRemarks;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code init}: prints a first file of rules. */
@Command(
        name = "init",
        header = "Print a first file of rules, from what a cluster holds.",
        description = {
            "Each provider that was found, with how it was known; rules --strict accepts it on the same cluster.",
            "Exit 2 if anything can't be read.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission init                          of the example cluster",
            "  kosmos-admission init --kubeconfig ~/.kube/config > rules.yaml"
        })
final class InitCommand implements Callable<Integer> {

    private final boolean inPod;

    @Mixin
    private HelpOption help;

    @Mixin
    private ClusterChoice cluster;

    @Spec
    private CommandSpec spec;

    /** inPod tells whether the default cluster is the one around this pod. */
    InitCommand(boolean inPod) {
        this.inPod = inPod;
    }

    @Override
    public Integer call() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        ObjectCollector collector = new ObjectCollector();
        cluster.manifestsOrDefault(inPod).readInto(collector, remarks);
        spec.commandLine().getOut().print(FirstRules.of(collector.collected().of(Kind.NODE)));
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        return remarks.hasErrors() ? ExitCode.UNUSABLE : ExitCode.FINE;
    }
}
