package io.kosmosadmission.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine; in a pod, the pod's own. */
final class HostName {

    private HostName() {}

    static String own() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unnamed";
        }
    }
}
