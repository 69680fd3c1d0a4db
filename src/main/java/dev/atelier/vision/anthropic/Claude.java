package dev.atelier.vision.anthropic;

import dev.atelier.Secret;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Fillable;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.PatientHttpClientBuilder;
import dev.atelier.vision.wire.Tokens;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatResponseMetadata;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model and how it is asked. Immutable.
 *
 * @param baseUrl without {@code /messages}
 * @param beta header to send instead of the one that the tool needs
 * @param maxTokens the longest answer, thinking included
 */
record Claude(
    HttpClient http,
    String baseUrl,
    Secret key,
    ClaudeModel model,
    ComputerTool tool,
    Optional<String> beta,
    int maxTokens) {
  private static final String THINKING_BETA = "thinking-binding-controls-2026-08-01";

  /** The toolset's definition takes about 4,500. */
  private static final int TOOL_TOKENS = 5_000;

  private static final ToolSpecification ASK_FOR_APPROVAL =
      ToolSpecification.builder()
          .name(ToolUse.ASK_FOR_APPROVAL)
          .description(
              "Asks the person whether you may do what you are about to do, and waits for the"
                  + " answer. Use it alone, before the action itself, for everything that you were"
                  + " told to ask about first.")
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty(
                      "question",
                      "what exactly you are about to do, in plain words: what, to whom, how much")
                  .required("question")
                  .build())
          .build();

  private static final ToolSpecification ASK_PERSON =
      ToolSpecification.builder()
          .name(ToolUse.ASK_PERSON)
          .description(
              "Asks the person for what only they can give, and waits for their answer: a login, a"
                  + " code from their phone, a puzzle that tells people from machines, a missing"
                  + " piece of information, or a choice that is theirs. They answer in words or do"
                  + " it on the desktop themselves. Use it alone.")
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty(
                      "question", "what you need of them, in one or two plain sentences")
                  .required("question")
                  .build())
          .build();

  private static final ToolSpecification FILL =
      ToolSpecification.builder()
          .name(Fillable.VERB)
          .description(Fillable.PURPOSE)
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty("secret", "the name of the secret")
                  .addProperty(
                      "coordinate",
                      JsonArraySchema.builder()
                          .description("[x, y] of the field, in pixels")
                          .items(new JsonIntegerSchema())
                          .build())
                  .required("secret", "coordinate")
                  .build())
          .build();

  /** The tools of a piece of work beside the computer. */
  static List<ToolSpecification> toolsFor(Assignment assignment) {
    List<ToolSpecification> tools = new ArrayList<>();
    if (!assignment.askBefore().isEmpty()) {
      tools.add(ASK_FOR_APPROVAL);
    }
    tools.add(ASK_PERSON);
    if (assignment.mayFill()) {
      tools.add(FILL);
    }
    return tools;
  }

  /** What asking may take at most: nothing is in the cache, and all of it is written there. */
  ModelCall call(History history, List<ToolSpecification> tools) {
    long told = history.tokens() + tools.stream().mapToLong(Claude::tokens).sum();
    return new ModelCall(AnthropicBackend.NAME, model.name(), atMost(maxTokens, told));
  }

  private static long tokens(ToolSpecification tool) {
    return Tokens.AROUND_A_MESSAGE + Tokens.atMost(tool.toString());
  }

  static Usage atMost(int maxTokens, long told) {
    return new Usage(0, maxTokens, 0, TOOL_TOKENS + told);
  }

  /** Asks for the model's next turn. */
  Answer ask(History history, PictureScale scale, List<ToolSpecification> tools) {
    ChatResponse response =
        asked(history, scale, tools)
            .chat(ChatRequest.builder().messages(history.asMessages()).build());
    AnthropicChatResponseMetadata wire = (AnthropicChatResponseMetadata) response.metadata();
    return AnswerReader.read(wire.rawHttpResponse().body(), wire.tokenUsage());
  }

  private AnthropicChatModel asked(
      History history, PictureScale scale, List<ToolSpecification> tools) {
    boolean mayDropThinking = history.isPruned() && model.bindsThinking();
    AnthropicChatModel.AnthropicChatModelBuilder asked =
        AnthropicChatModel.builder()
            .httpClientBuilder(
                new PatientHttpClientBuilder(new VerbatimTurns(http, history.answers())))
            .baseUrl(baseUrl)
            .apiKey(key.revealed())
            .modelName(model.name())
            .maxTokens(maxTokens)
            .maxRetries(0)
            .cacheSystemMessages(true)
            .serverTools(tool.offered(scale))
            .toolSpecifications(tools);
    headers(mayDropThinking).ifPresent(asked::beta);
    if (mayDropThinking) {
      // Thought before pictures were taken out, it no longer fits what the model sees.
      asked.customParameters(
          Map.of(
              "thinking",
              Map.of(
                  "type",
                  "adaptive",
                  "block_binding",
                  Map.of("prefix_mismatch_behavior", "drop_block"))));
    }
    return asked.build();
  }

  private Optional<String> headers(boolean mayDropThinking) {
    Stream<String> thinking = mayDropThinking ? Stream.of(THINKING_BETA) : Stream.empty();
    String headers =
        Stream.concat(beta.or(tool::beta).stream(), thinking)
            .distinct()
            .collect(Collectors.joining(","));
    return Optional.of(headers).filter(text -> !text.isEmpty());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return model.name() + " at " + baseUrl;
  }
}
