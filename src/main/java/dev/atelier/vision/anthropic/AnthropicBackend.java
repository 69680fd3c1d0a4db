package dev.atelier.vision.anthropic;

import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionUnavailable;
import dev.atelier.vision.wire.Patience;
import dev.atelier.vision.wire.PatientHttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
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
  private final String key;
  private final ClaudeModel model;
  private final String toolVersion;
  private final Optional<String> beta;
  private final int maxTokens;

  @Inject
  AnthropicBackend(
      SystemPrompt prompt,
      Clock clock,
      @ConfigProperty(name = "ANTHROPIC_API_KEY") Optional<String> key,
      @ConfigProperty(name = "ANTHROPIC_BASE_URL") Optional<String> baseUrl,
      @ConfigProperty(name = "ANTHROPIC_MODEL", defaultValue = "claude-sonnet-5-5") String model,
      @ConfigProperty(name = "COMPUTER_TOOL_VERSION") Optional<String> toolVersion,
      @ConfigProperty(name = "ANTHROPIC_BETA") Optional<String> beta,
      @ConfigProperty(name = "ANTHROPIC_MAX_TOKENS", defaultValue = "4096") int maxTokens,
      @ConfigProperty(name = "ANTHROPIC_TIMEOUT_S", defaultValue = "120") int timeoutSeconds) {
    this(
        prompt,
        new PatientHttpClient("Anthropic", Patience.of(Duration.ofSeconds(timeoutSeconds)), clock),
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
      Optional<String> key,
      Optional<String> baseUrl,
      String model,
      Optional<String> toolVersion,
      Optional<String> beta,
      int maxTokens) {
    this.prompt = prompt;
    this.http = http;
    this.key = said(key).orElse("");
    this.baseUrl = withVersion(said(baseUrl).orElse(API));
    this.model = ClaudeModel.named(model.strip());
    this.toolVersion = said(toolVersion).orElse("");
    this.beta = said(beta);
    this.maxTokens = maxTokens;
  }

  /** For CDI's proxy only. */
  protected AnthropicBackend() {
    this(null, null, Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty(), 1);
  }

  private static Optional<String> said(Optional<String> setting) {
    return setting.map(String::strip).filter(value -> !value.isEmpty());
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
    if (key.isEmpty()) {
      throw new VisionUnavailable(
          "the backend “anthropic” needs a key: set ANTHROPIC_API_KEY and start again");
    }
    if (!key.chars().allMatch(character -> character > ' ' && character < 127)) {
      throw new VisionUnavailable("ANTHROPIC_API_KEY holds characters that no key has");
    }
    return new AnthropicConversation(
        new Claude(http, baseUrl, key, model, tool(), beta, maxTokens), assignment, prompt);
  }

  private ComputerTool tool() {
    if (toolVersion.isEmpty()) {
      return model.computerTool();
    }
    return ComputerTool.ofType(toolVersion)
        .orElseThrow(
            () ->
                new VisionUnavailable(
                    "COMPUTER_TOOL_VERSION is “"
                        + toolVersion
                        + "”; there are "
                        + ComputerTool.types()));
  }
}
