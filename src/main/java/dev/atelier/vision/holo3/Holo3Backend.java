package dev.atelier.vision.holo3;

import dev.atelier.Secret;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.ChatServer;
import dev.atelier.vision.wire.ModelServer;
import dev.atelier.vision.wire.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Holo3, a model of one's own on a vLLM server. Thread-safe. */
@ApplicationScoped
public class Holo3Backend implements VisionBackend {
  static final String NAME = "holo3";
  private static final String MODEL = "Hcompany/Holo3-35B-A3B";
  private static final int SECONDS = 120;

  private final String model;
  private final Optional<ChatServer> server;
  private final SystemPrompt prompt;

  @Inject
  Holo3Backend(
      @ConfigProperty(name = "HOLO3_ENDPOINT") Optional<String> endpoint,
      @ConfigProperty(name = "HOLO3_MODEL") Optional<String> model,
      @ConfigProperty(name = "HOLO3_API_KEY") Optional<Secret> key,
      @ConfigProperty(name = "HOLO3_HTTP_TIMEOUT_S") Optional<Integer> seconds,
      SystemPrompt prompt) {
    this(
        endpoint,
        ModelServer.said(model).orElse(MODEL),
        Secret.set(key).orElse(ModelServer.NO_KEY),
        ModelServer.patience("HOLO3_HTTP_TIMEOUT_S", seconds, SECONDS),
        prompt);
  }

  Holo3Backend(
      Optional<String> endpoint, String model, Secret key, Patience patience, SystemPrompt prompt) {
    this.model = model;
    this.prompt = prompt;
    this.server =
        ModelServer.said(endpoint)
            .map(
                url ->
                    new ChatServer(
                        new ModelServer(NAME, "the Holo3 server", url, key, model, patience)));
  }

  /** For CDI's proxy only. */
  protected Holo3Backend() {
    model = "";
    server = Optional.empty();
    prompt = null;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("local-uitars");
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Usage firstCall() {
    return Holo3Conversation.firstCall();
  }

  @Override
  public Conversation begin(Assignment assignment) {
    ChatServer chat =
        server.orElseThrow(
            () ->
                new VisionUnavailable(
                    "the backend holo3 is not configured: set HOLO3_ENDPOINT to the address of its"
                        + " server, such as http://holo3:8000/v1"));
    return new Holo3Conversation(chat, assignment, prompt);
  }
}
