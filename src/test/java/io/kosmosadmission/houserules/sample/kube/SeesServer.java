package io.kosmosadmission.houserules.sample.kube;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: kube looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
