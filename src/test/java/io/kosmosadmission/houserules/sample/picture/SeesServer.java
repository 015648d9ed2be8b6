package io.kosmosadmission.houserules.sample.picture;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: picture looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
