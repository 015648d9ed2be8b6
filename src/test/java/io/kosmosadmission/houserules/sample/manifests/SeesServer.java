package io.kosmosadmission.houserules.sample.manifests;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: manifests looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
