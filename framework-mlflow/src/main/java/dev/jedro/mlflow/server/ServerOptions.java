package dev.jedro.mlflow.server;

import java.util.List;

/**
 * How a server is reached.
 *
 * @param host the name or address it listens on
 * @param port 0 for any that is free
 * @param token what clients must give, as bearer token or as password; empty if nobody is asked
 * @param allowedHosts further names by which clients may call it, for instance that of a proxy
 * @param proxiesArtifacts whether clients send artifacts through the server; otherwise they must share its disk
 */
public record ServerOptions(String host, int port, String token, List<String> allowedHosts, boolean proxiesArtifacts) {

    public ServerOptions {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
