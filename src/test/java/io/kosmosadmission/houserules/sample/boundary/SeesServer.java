package io.kosmosadmission.houserules.sample.boundary;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: boundary looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
