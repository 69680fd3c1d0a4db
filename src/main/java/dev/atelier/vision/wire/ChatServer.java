package dev.atelier.vision.wire;

import dev.atelier.vision.Decision;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Optional;

/** A server that speaks OpenAI's Chat Completions, asked with money set aside. Thread-safe. */
public final class ChatServer {
  private final ModelServer server;
  private final ChatModel model;

  public ChatServer(ModelServer server) {
    this.server = server;
    this.model =
        OpenAiChatModel.builder()
            .httpClientBuilder(new PatientHttpClientBuilder(new ReadableRefusals(server.client())))
            .baseUrl(server.url())
            .apiKey(server.key().revealed())
            .modelName(server.model())
            .strictJsonSchema(true)
            .maxRetries(0)
            .build();
  }

  /** What people call it. */
  public String name() {
    return server.name();
  }

  /**
   * Makes one call.
   *
   * @param mostOutput tokens that the answer may have at most, as the parameters say
   * @param overhead tokens that the parameters take at most, such as those of tools
   */
  public ChatResponse ask(
      List<ChatMessage> messages,
      OpenAiChatRequestParameters parameters,
      int mostOutput,
      int overhead,
      Spending spending)
      throws InterruptedException {
    ChatRequest request = ChatRequest.builder().messages(messages).parameters(parameters).build();
    Usage atMost = Usage.of(Tokens.atMost(messages) + overhead, mostOutput);
    return new PaidCalls(server.name(), spending)
        .make(
            new ModelCall(server.backend(), server.model(), atMost),
            () -> model.chat(request),
            ChatServer::usage);
  }

  /** How the work ends when the model refuses, or its words are kept from us. */
  public static Optional<Decision> refusal(ChatResponse answer) {
    if (answer.finishReason() != FinishReason.CONTENT_FILTER) {
      return Optional.empty();
    }
    String words = answer.aiMessage().text();
    return Optional.of(
        new Decision.GiveUp(
            words == null || words.isBlank()
                ? "The model's answer was withheld by a content filter."
                : "The model refuses: " + words.strip()));
  }

  private static Usage usage(ChatResponse answer) {
    TokenUsage used = answer.tokenUsage();
    long cached =
        used instanceof OpenAiTokenUsage openAi
                && openAi.inputTokensDetails() != null
                && openAi.inputTokensDetails().cachedTokens() != null
            ? openAi.inputTokensDetails().cachedTokens()
            : 0;
    return new Usage(used.inputTokenCount() - cached, used.outputTokenCount(), cached, 0);
  }
}
