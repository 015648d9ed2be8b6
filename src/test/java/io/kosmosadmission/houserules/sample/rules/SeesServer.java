package io.kosmosadmission.houserules.sample.rules;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: rules looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
