package dev.atelier.vision.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.TargetFinder;
import dev.atelier.vision.wire.Patience;
import dev.atelier.vision.wire.SentPicture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Moondream to point at what is described; several places are none. Thread-safe. */
@ApplicationScoped
public class MoondreamFinder implements TargetFinder {
  private final PointingServer server;

  @Inject
  MoondreamFinder(@ConfigProperty(name = "MOONDREAM_ENDPOINT") Optional<String> endpoint) {
    this(endpoint, PointingServer.SHORT);
  }

  MoondreamFinder(Optional<String> endpoint, Patience patience) {
    server = new PointingServer("Moondream", endpoint, patience);
  }

  /** For CDI's proxy only. */
  protected MoondreamFinder() {
    server = null;
  }

  @Override
  public Optional<Target> find(Screenshot picture, String description) throws InterruptedException {
    if (!server.isConfigured()) {
      return Optional.empty();
    }
    ObjectNode question = Json.mapper().createObjectNode();
    question.put("image_url", new SentPicture(picture).dataUrl()).put("object", description);
    return server
        .ask("/v1/point", question)
        .flatMap(MoondreamFinder::only)
        .map(at -> new Target(at.on(picture), ""));
  }

  private static Optional<Ratio> only(JsonNode answer) {
    JsonNode points = answer.path("points");
    return points.size() == 1
        ? Ratio.of(points.path(0).path("x"), points.path(0).path("y"))
        : Optional.empty();
  }
}
