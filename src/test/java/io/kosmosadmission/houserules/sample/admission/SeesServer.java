package io.kosmosadmission.houserules.sample.admission;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: admission looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
