package io.kosmosadmission.houserules.sample.target;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: target looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
