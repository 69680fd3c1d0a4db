package dev.atelier.vision.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.Secret;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.JsonServer;
import dev.atelier.vision.wire.ModelServer;
import dev.atelier.vision.wire.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A server that may help and may be missing: when it fails, that is logged and nothing was found.
 * Thread-safe.
 */
final class PointingServer {
  static final Patience SHORT =
      new Patience(Duration.ofSeconds(30), 2, Duration.ofSeconds(5), Duration.ofSeconds(1));
  private static final Logger LOG = Logger.getLogger(PointingServer.class.getName());

  private final Optional<JsonServer> server;

  /**
   * @param endpoint its address; empty where there is no such server
   */
  PointingServer(String name, Optional<String> endpoint, Patience patience) {
    server =
        ModelServer.said(endpoint)
            .map(
                url ->
                    new JsonServer(
                        new ModelServer("recipe", name, url, Secret.of(""), "none", patience)));
  }

  /** Whether there is one to ask. */
  boolean isConfigured() {
    return server.isPresent();
  }

  /** The answer; empty where none came. */
  Optional<JsonNode> ask(String path, ObjectNode question) throws InterruptedException {
    if (server.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(server.get().post(path, question));
    } catch (VisionUnavailable down) {
      LOG.log(Level.WARNING, "{0}; going on without it", down.getMessage());
      return Optional.empty();
    }
  }
}
