package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Writes what a cluster holds, as far as the commands read it, as one List. No object is held. */
public final class ClusterDump {

    /** The path that a CSI plugin of that name is told by. */
    private static final String PLUGIN = "--kubelet-registration-path=/var/lib/kubelet/plugins/%s/csi.sock";

    private final Manifests cluster;
    private final ManifestRemarks remarks;

    /** remarks are told what can't be read. */
    public ClusterDump(Manifests cluster, ManifestRemarks remarks) {
        this.cluster = cluster;
        this.remarks = remarks;
    }

    /** Takes the objects of a dump one by one. */
    interface Sink {
        void take(ObjectNode object) throws IOException;
    }

    /** Writes the objects as they are named. */
    public void write(PrintWriter out) throws IOException {
        ListWriter list = new ListWriter(out);
        each(list::write);
        list.end();
    }

    /** Writes the objects under other names. */
    public void writeAnonymous(PrintWriter out) throws IOException {
        ListWriter list = new ListWriter(out);
        try (Spool spool = Spool.open()) {
            Words words = new Words();
            each(object -> {
                words.learn(object);
                spool.write(object);
            });
            Anonymous anonymous = words.anonymous(remarks);
            spool.each(object -> list.write(anonymous.of(object)));
        }
        list.end();
    }

    private void each(Sink sink) throws IOException {
        cluster.eachObject(remarks, (place, apiVersion, kind, parser) -> {
            JsonNode object = Trees.JSON.readTree(parser);
            if (!object.path("metadata").isObject()) {
                throw new UnreadableException(ObjectSink.NO_MANIFEST);
            }
            Optional<ObjectNode> dumped = DumpedFields.of(apiVersion, kind, object);
            if (dumped.isPresent()) {
                if (kind.equals(WorkloadKind.DaemonSet.name())) {
                    tellPlugins(apiVersion, object, dumped.get());
                }
                sink.take(dumped.get());
            }
        });
    }

    /** Gives the containers of a DaemonSet in the dump the arguments that tell which CSI drivers it registers. */
    private static void tellPlugins(String apiVersion, JsonNode object, ObjectNode dumped) throws IOException {
        ObjectCollector collector = new ObjectCollector();
        try (JsonParser parser = Trees.JSON.treeAsTokens(object)) {
            parser.nextToken();
            new ManifestReader(collector).readObject(apiVersion, WorkloadKind.DaemonSet.name(), parser);
        }
        for (StoredWorkload set : collector.collected().of(Kind.of(WorkloadKind.DaemonSet))) {
            JsonNode containers = dumped.at("/spec/template/spec/containers");
            if (!set.registeredDrivers().isEmpty() && containers.path(0).isObject()) {
                ArrayNode arguments = ((ObjectNode) containers.get(0)).putArray("args");
                set.registeredDrivers().stream().sorted().map(PLUGIN::formatted).forEach(arguments::add);
            }
        }
    }
}
