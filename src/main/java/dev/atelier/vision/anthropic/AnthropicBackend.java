package dev.atelier.vision.anthropic;

import dev.atelier.Secret;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.ModelServer;
import dev.atelier.vision.wire.PatientHttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Claude, over Anthropic's API or one like it. Thread-safe. */
@ApplicationScoped
public class AnthropicBackend implements VisionBackend {
  static final String NAME = "anthropic";
  private static final String API = "https://api.anthropic.com";

  private final SystemPrompt prompt;
  private final PatientHttpClient http;
  private final String baseUrl;
  private final Secret key;
  private final ClaudeModel model;
  private final ComputerTool tool;
  private final Optional<String> beta;
  private final int maxTokens;

  @Inject
  AnthropicBackend(
      SystemPrompt prompt,
      Clock clock,
      @ConfigProperty(name = "ANTHROPIC_API_KEY") Optional<Secret> key,
      @ConfigProperty(name = "ANTHROPIC_BASE_URL") Optional<String> baseUrl,
      @ConfigProperty(name = "ANTHROPIC_MODEL", defaultValue = "claude-sonnet-5-5") String model,
      @ConfigProperty(name = "COMPUTER_TOOL_VERSION") Optional<String> toolVersion,
      @ConfigProperty(name = "ANTHROPIC_BETA") Optional<String> beta,
      @ConfigProperty(name = "ANTHROPIC_MAX_TOKENS", defaultValue = "4096") int maxTokens,
      @ConfigProperty(name = "ANTHROPIC_TIMEOUT_S", defaultValue = "120") int timeoutSeconds) {
    this(
        prompt,
        new PatientHttpClient(
            "Anthropic",
            ModelServer.patience(
                "ANTHROPIC_TIMEOUT_S", Optional.of(timeoutSeconds), timeoutSeconds),
            clock),
        key,
        baseUrl,
        model,
        toolVersion,
        beta,
        maxTokens);
  }

  AnthropicBackend(
      SystemPrompt prompt,
      PatientHttpClient http,
      Optional<Secret> key,
      Optional<String> baseUrl,
      String model,
      Optional<String> toolVersion,
      Optional<String> beta,
      int maxTokens) {
    this.prompt = prompt;
    this.http = http;
    this.key = Secret.set(key).orElse(Secret.of(""));
    this.baseUrl = withVersion(ModelServer.said(baseUrl).orElse(API));
    this.model = ClaudeModel.named(model.strip());
    this.tool =
        ModelServer.said(toolVersion)
            .map(AnthropicBackend::tool)
            .orElseGet(this.model::computerTool);
    this.beta = ModelServer.said(beta);
    this.maxTokens = maxTokens;
    if (maxTokens < 1) {
      throw new IllegalArgumentException("ANTHROPIC_MAX_TOKENS is a number of tokens, at least 1");
    }
  }

  /** For CDI's proxy only. */
  protected AnthropicBackend() {
    this(null, null, Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty(), 1);
  }

  private static String withVersion(String address) {
    String bare = address.replaceAll("/+$", "");
    return bare.endsWith("/v1") ? bare : bare + "/v1";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public Usage firstCall() {
    return Claude.atMost(maxTokens, 0);
  }

  @Override
  public Conversation begin(Assignment assignment) {
    if (key.is("")) {
      throw new VisionUnavailable(
          "the backend “anthropic” needs a key: set ANTHROPIC_API_KEY and start again");
    }
    if (!key.revealed().chars().allMatch(character -> character > ' ' && character < 127)) {
      throw new VisionUnavailable("ANTHROPIC_API_KEY holds characters that no key has");
    }
    return new AnthropicConversation(
        new Claude(http, baseUrl, key, model, tool, beta, maxTokens), assignment, prompt);
  }

  private static ComputerTool tool(String version) {
    return ComputerTool.ofType(version)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "COMPUTER_TOOL_VERSION is “"
                        + version
                        + "”; there are "
                        + ComputerTool.types()));
  }
}
