package io.kosmosadmission.houserules.sample.placement;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: placement looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
