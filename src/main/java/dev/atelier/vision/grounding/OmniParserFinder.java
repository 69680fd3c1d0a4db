package dev.atelier.vision.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.TargetFinder;
import dev.atelier.vision.wire.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets OmniParser label everything on the picture, and looks for the label. Thread-safe. */
@ApplicationScoped
public class OmniParserFinder implements TargetFinder {
  private final PointingServer server;

  @Inject
  OmniParserFinder(@ConfigProperty(name = "OMNIPARSER_ENDPOINT") Optional<String> endpoint) {
    this(endpoint, PointingServer.SHORT);
  }

  OmniParserFinder(Optional<String> endpoint, Patience patience) {
    server = new PointingServer("OmniParser", endpoint, patience);
  }

  /** For CDI's proxy only. */
  protected OmniParserFinder() {
    server = null;
  }

  @Override
  public Optional<Target> find(Screenshot picture, String description) throws InterruptedException {
    if (!server.isConfigured()) {
      return Optional.empty();
    }
    ObjectNode question = Json.mapper().createObjectNode();
    question.put("base64_image", Base64.getEncoder().encodeToString(picture.png()));
    return server
        .ask("/parse/", question)
        .flatMap(answer -> Labelled.nearest(description, labelled(answer)))
        .map(found -> new Target(found.middle().on(picture), found.label()));
  }

  private static List<Labelled> labelled(JsonNode answer) {
    List<Labelled> all = new ArrayList<>();
    for (JsonNode item : answer.path("parsed_content_list")) {
      Labelled.of(item).ifPresent(all::add);
    }
    return all;
  }
}
