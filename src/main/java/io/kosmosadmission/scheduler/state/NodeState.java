package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.scheduler.HostPort;
import io.kosmosadmission.scheduler.PodRequests;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node, and the sums of what the pods on it request. */
public final class NodeState {

    private final int index;
    private final SchedulerNode node;
    private final List<SchedulerPod> pods = new ArrayList<>();
    private final Map<String, Long> extended = new HashMap<>();
    private final List<HostPort> hostPorts = new ArrayList<>();
    private final Map<AttachedVolume, Integer> attached = new HashMap<>();
    private final Map<String, Integer> attachedOfDriver = new HashMap<>();
    private long milliCpu;
    private long memory;
    private long ephemeralStorage;
    private long scoredCpu;
    private long scoredMemory;
    private int version;

    NodeState(int index, SchedulerNode node, int version) {
        this.index = index;
        this.node = node;
        this.version = version;
    }

    /** Returns the node's number in the view: nodes are counted from 0 as they are added. */
    public int index() {
        return index;
    }

    public SchedulerNode node() {
        return node;
    }

    public List<SchedulerPod> pods() {
        return pods;
    }

    public List<HostPort> hostPorts() {
        return hostPorts;
    }

    public long milliCpu() {
        return milliCpu;
    }

    public long memory() {
        return memory;
    }

    public long ephemeralStorage() {
        return ephemeralStorage;
    }

    public long extended(String resource) {
        return extended.getOrDefault(resource, 0L);
    }

    /** Returns the requested cpu as it counts for scores: {@link PodRequests#scoredCpu}. */
    public long scoredCpu() {
        return scoredCpu;
    }

    /** Returns the requested memory as it counts for scores: {@link PodRequests#scoredMemory}. */
    public long scoredMemory() {
        return scoredMemory;
    }

    /** Returns a number that is another one after each change of the pods here. */
    public int version() {
        return version;
    }

    /** Returns whether the volume is attached, for a pod that is here or one that was. */
    public boolean holds(AttachedVolume volume) {
        return attached.containsKey(volume);
    }

    /** Returns how many volumes of the driver are attached. */
    public int attached(String driver) {
        return attachedOfDriver.getOrDefault(driver, 0);
    }

    void attach(AttachedVolume volume) {
        if (attached.merge(volume, 1, Integer::sum) == 1) {
            attachedOfDriver.merge(volume.driver(), 1, Integer::sum);
        }
    }

    void detach(AttachedVolume volume) {
        if (attached.merge(volume, -1, (count, one) -> count + one == 0 ? null : count + one) == null) {
            attachedOfDriver.merge(volume.driver(), -1, Integer::sum);
        }
    }

    void add(SchedulerPod pod, int newVersion) {
        pods.add(pod);
        hostPorts.addAll(pod.spec().demand().hostPorts());
        count(pod.spec().demand().requests(), 1);
        version = newVersion;
    }

    /** Returns the pod that was here; throws where there is none of its name. */
    SchedulerPod remove(SchedulerPod pod, int newVersion) {
        for (int i = pods.size() - 1; i >= 0; i--) {
            SchedulerPod here = pods.get(i);
            if (here.name().equals(pod.name()) && here.namespace().equals(pod.namespace())) {
                pods.remove(i);
                here.spec().demand().hostPorts().forEach(hostPorts::remove);
                count(here.spec().demand().requests(), -1);
                version = newVersion;
                return here;
            }
        }
        throw new IllegalArgumentException(
                "pod " + pod.namespace() + "/" + pod.name() + " is not on node " + node.name());
    }

    private void count(PodRequests requests, int sign) {
        Resources total = requests.total();
        milliCpu += sign * total.milliCpu();
        memory += sign * total.memory();
        ephemeralStorage += sign * total.ephemeralStorage();
        total.extended().forEach((name, amount) -> extended.merge(name, sign * amount, Long::sum));
        scoredCpu += sign * requests.scoredCpu();
        scoredMemory += sign * requests.scoredMemory();
    }
}
