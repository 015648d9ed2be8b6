package io.kosmosadmission.cli;

import io.kosmosadmission.cli.simulate.ProgressLine;
import io.kosmosadmission.cli.simulate.SimulatedClusterReader;
import io.kosmosadmission.cli.simulate.SimulationJson;
import io.kosmosadmission.cli.simulate.SimulationPicture;
import io.kosmosadmission.cli.simulate.SimulationText;
import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.FileErrors;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.simulation.Loss;
import io.kosmosadmission.simulation.SimulatedCluster;
import io.kosmosadmission.simulation.Simulation;
import io.kosmosadmission.simulation.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: says what becomes of a cluster's workloads where a provider goes. */
@Command(
        name = "simulate",
        header = "Say what stops, moves, waits and is lost where a provider goes.",
        description = {
            "The provider's nodes are gone; the pods of controllers that ran there are made again from their templates,",
            "as /mutate places them with that provider Drained, and put where kube-scheduler would put them; those that",
            "find no room go onto elastic pools. Nothing is changed. Exit 1 if anything stops, is degraded, waits or",
            "is lost.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission simulate --lose aws --kubeconfig ~/.kube/config",
            "  kosmos-admission simulate --lose aws --cluster cluster.yaml --rules rules.yaml --pool buffer=5"
        })
final class SimulateCommand implements Callable<Integer> {

    /** The form in which the outcome is written. */
    private enum Output {
        text,
        json
    }

    private static final Pattern POOL = Pattern.compile("([^=]+)(?:=([0-9]{1,6}))?");

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lose",
            paramLabel = "PROVIDER",
            required = true,
            arity = "1..*",
            description = "The provider that goes, or several.")
    private List<String> lose;

    @Option(
            names = "--pool",
            paramLabel = "NAME[=NODES]",
            description = {
                "An elastic pool that may grow, and to how many nodes; as",
                "PROVIDER/NAME where several providers have one of that name.",
                "Without it: all that the rules declare, each to its maxNodes."
            })
    private List<String> pools;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Also draw it: an SVG of the pods by provider, before and after.")
    private Path picture;

    SimulateCommand(ClusterOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Optional<RulesText> rules = options.rules().isPresent()
                ? Optional.of(RulesText.ofFile(options.rules().get()))
                : Optional.empty();
        SimulatedCluster cluster = new SimulatedClusterReader(progress).read(options.manifests(), rules, remarks);
        remarks.lines().forEach(spec.commandLine().getErr()::println);
        if (remarks.hasErrors()) {
            return ExitCode.UNUSABLE;
        }
        Providers providers = cluster.inventory().providers();
        Loss loss = new Loss(lost(providers), pools(providers));
        SimulationResult result = new Simulation(cluster, loss, progress).run();
        if (output == Output.json) {
            spec.commandLine().getOut().println(SimulationJson.of(result));
        } else {
            SimulationText.print(result, spec.commandLine().getOut());
        }
        if (picture != null) {
            draw(result);
        }
        return result.isHarm() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void draw(SimulationResult result) throws IOException {
        try {
            Files.writeString(picture, SimulationPicture.of(result));
        } catch (IOException failed) {
            throw FileErrors.unwritten(picture, failed);
        }
    }

    private Set<String> lost(Providers providers) {
        for (String name : lose) {
            if (!providers.isLive(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no provider \"" + name + "\" in "
                                + options.manifests().describe() + "; there "
                                + (providers.liveNames().isEmpty()
                                        ? "is none"
                                        : "are: " + String.join(", ", providers.liveNames())));
            }
        }
        return new LinkedHashSet<>(lose);
    }

    private Map<String, OptionalInt> pools(Providers providers) {
        Map<String, Set<String>> declared = declared(providers);
        Map<String, OptionalInt> named = new HashMap<>();
        for (String pool : pools == null ? List.<String>of() : pools) {
            Matcher parts = POOL.matcher(pool);
            Set<String> meant = parts.matches() ? declared.getOrDefault(parts.group(1), Set.of()) : Set.of();
            if (meant.isEmpty()) {
                throw wrong(
                        pool,
                        "must be NAME or NAME=NODES of a pool that the rules declare; they declare "
                                + (declared.isEmpty() ? "none" : names(declared)));
            }
            if (meant.size() > 1) {
                throw wrong(pool, "several providers have it; name one of " + String.join(", ", meant));
            }
            String nodes = parts.group(2);
            named.put(
                    meant.iterator().next(),
                    nodes == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(nodes)));
        }
        return named;
    }

    private ParameterException wrong(String pool, String why) {
        return new ParameterException(spec.commandLine(), "--pool " + pool + ": " + why);
    }

    private static String names(Map<String, Set<String>> declared) {
        return declared.keySet().stream().filter(name -> !name.contains("/")).collect(Collectors.joining(", "));
    }

    /** Returns the pools by their names, with their provider before a slash and without. */
    private static Map<String, Set<String>> declared(Providers providers) {
        Map<String, Set<String>> declared = new TreeMap<>();
        for (Provider provider : providers.all()) {
            for (ElasticPool pool : provider.elasticPools()) {
                String whole = Loss.pool(provider.name(), pool.name());
                for (String name : List.of(whole, pool.name())) {
                    declared.computeIfAbsent(name, unseen -> new TreeSet<>()).add(whole);
                }
            }
        }
        return declared;
    }
}
