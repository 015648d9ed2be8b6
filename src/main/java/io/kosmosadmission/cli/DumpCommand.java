package io.kosmosadmission.cli;

import io.kosmosadmission.cli.dump.ClusterDump;
import io.kosmosadmission.reading.ManifestRemarks;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dump}: writes what the commands read of a cluster, for another machine. */
@Command(
        name = "dump",
        header = "Write what these commands read of a cluster, for another machine.",
        description = {
            "A List in YAML on the standard output: nodes, volumes, claims, pods, workloads and what goes with them, with",
            "the fields that decisions and simulations read. No Secrets, no environment, no images. Exit 2 if anything",
            "can't be read.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission dump --kubeconfig ~/.kube/config > cluster.yaml",
            "  kosmos-admission dump --cluster cluster.yaml --anonymous > shareable.yaml"
        })
final class DumpCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    private final boolean inPod;

    @Mixin
    private ClusterChoice cluster;

    @Option(
            names = "--anonymous",
            description = {
                "Replace names, namespaces and label values, the same by the same.",
                "What decides is kept: findings and simulations stay as they are."
            })
    private boolean anonymous;

    @Spec
    private CommandSpec spec;

    /** inPod tells whether the default cluster is the one around this pod. */
    DumpCommand(boolean inPod) {
        this.inPod = inPod;
    }

    @Override
    public Integer call() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        ClusterDump dump = new ClusterDump(cluster.manifestsOrDefault(inPod), remarks);
        if (anonymous) {
            dump.writeAnonymous(spec.commandLine().getOut());
        } else {
            dump.write(spec.commandLine().getOut());
        }
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        return remarks.hasErrors() ? ExitCode.UNUSABLE : ExitCode.FINE;
    }
}
