package dev.atelier.vision.uitars;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks UI-TARS-1.5 on any OpenAI-compatible server. Thread-safe. */
@ApplicationScoped
public class UiTarsBackend implements VisionBackend {
  static final String NAME = "uitars";
  private static final String MODEL = "ByteDance-Seed/UI-TARS-1.5-7B";
  private static final int SECONDS = 120;

  private final String model;
  private final Optional<ChatServer> server;
  private final SystemPrompt prompt;

  @Inject
  UiTarsBackend(
      @ConfigProperty(name = "UITARS_ENDPOINT") Optional<String> endpoint,
      @ConfigProperty(name = "UITARS_MODEL") Optional<String> model,
      @ConfigProperty(name = "UITARS_API_KEY") Optional<Secret> key,
      @ConfigProperty(name = "UITARS_HTTP_TIMEOUT_S") Optional<Integer> seconds,
      SystemPrompt prompt) {
    this(
        endpoint,
        ModelServer.said(model).orElse(MODEL),
        Secret.set(key).orElse(ModelServer.NO_KEY),
        ModelServer.patience("UITARS_HTTP_TIMEOUT_S", seconds, SECONDS),
        prompt);
  }

  UiTarsBackend(
      Optional<String> endpoint, String model, Secret key, Patience patience, SystemPrompt prompt) {
    this.model = model;
    this.prompt = prompt;
    this.server =
        ModelServer.said(endpoint)
            .map(
                url ->
                    new ChatServer(
                        new ModelServer(NAME, "the UI-TARS server", url, key, model, patience)));
  }

  /** For CDI's proxy only. */
  protected UiTarsBackend() {
    model = "";
    server = Optional.empty();
    prompt = null;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Usage firstCall() {
    return UiTarsConversation.firstCall();
  }

  @Override
  public Conversation begin(Assignment assignment) {
    ChatServer chat =
        server.orElseThrow(
            () ->
                new VisionUnavailable(
                    "the backend uitars is not configured: set UITARS_ENDPOINT to the address of its"
                        + " server, such as http://127.0.0.1:8000/v1"));
    return new UiTarsConversation(chat, assignment, prompt);
  }
}
