package io.kosmosadmission.houserules.sample.config;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: config looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
