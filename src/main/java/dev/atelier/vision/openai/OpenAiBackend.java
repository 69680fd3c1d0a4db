package dev.atelier.vision.openai;

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
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks a model of OpenAI, or of a server that speaks as OpenAI does. Thread-safe. */
@ApplicationScoped
public class OpenAiBackend implements VisionBackend {
  static final String NAME = "openai";
  private static final String MODEL = "gpt-5.4";
  private static final String URL = "https://api.openai.com/v1";
  private static final int SECONDS = 120;

  private final String model;
  private final Mode mode;
  private final Optional<Function<Assignment, Conversation>> exchange;
  private final SystemPrompt prompt;

  @Inject
  OpenAiBackend(
      @ConfigProperty(name = "OPENAI_BASE_URL") Optional<String> url,
      @ConfigProperty(name = "OPENAI_API_KEY") Optional<Secret> key,
      @ConfigProperty(name = "OPENAI_MODEL") Optional<String> model,
      @ConfigProperty(name = "OPENAI_MODE") Optional<String> mode,
      @ConfigProperty(name = "OPENAI_TIMEOUT_S") Optional<Integer> seconds,
      SystemPrompt prompt) {
    this(
        url,
        key,
        ModelServer.said(model).orElse(MODEL),
        mode,
        ModelServer.patience("OPENAI_TIMEOUT_S", seconds, SECONDS),
        prompt);
  }

  OpenAiBackend(
      Optional<String> url,
      Optional<Secret> key,
      String model,
      Optional<String> mode,
      Patience patience,
      SystemPrompt prompt) {
    this.model = model;
    this.mode = Mode.of(ModelServer.said(mode), model);
    this.prompt = prompt;
    Optional<String> elsewhere = ModelServer.said(url).filter(other -> !other.equals(URL));
    this.exchange =
        Secret.set(key)
            .or(() -> elsewhere.map(other -> ModelServer.NO_KEY))
            .map(
                secret ->
                    new ModelServer(
                        NAME,
                        elsewhere.isPresent() ? "the OpenAI-compatible server" : "OpenAI",
                        elsewhere.orElse(URL),
                        secret,
                        model,
                        patience))
            .map(this::exchange);
  }

  /** For CDI's proxy only. */
  protected OpenAiBackend() {
    model = "";
    mode = Mode.FUNCTIONS;
    exchange = Optional.empty();
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
    return mode == Mode.COMPUTER
        ? ComputerConversation.firstCall()
        : FunctionConversation.firstCall();
  }

  /** All tasks share one client: each has threads of its own. */
  private Function<Assignment, Conversation> exchange(ModelServer server) {
    if (mode == Mode.COMPUTER) {
      ResponsesServer responses = new ResponsesServer(server);
      return assignment -> new ComputerConversation(responses, assignment, prompt);
    }
    ChatServer chat = new ChatServer(server);
    return assignment -> new FunctionConversation(chat, assignment, prompt);
  }

  @Override
  public Conversation begin(Assignment assignment) {
    return exchange
        .orElseThrow(
            () ->
                new VisionUnavailable(
                    "the backend openai is not configured: set OPENAI_API_KEY, or OPENAI_BASE_URL to"
                        + " a server that needs no key"))
        .apply(assignment);
  }
}
