package io.kosmosadmission.houserules.sample.certificates;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: certificates looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
