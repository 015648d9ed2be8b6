package io.kosmosadmission.houserules.sample.simulation;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: simulation looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
