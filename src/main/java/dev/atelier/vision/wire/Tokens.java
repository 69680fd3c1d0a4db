package dev.atelier.vision.wire;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How many tokens a call may take at most, estimated without the model's own tokenizer. */
public final class Tokens {
  /** A picture of {@link SentPicture#LONGEST} squared in patches of 28 by 28 takes fewer. */
  public static final int OF_A_PICTURE = 4800;

  /** Role and separators. */
  public static final int AROUND_A_MESSAGE = 16;

  private Tokens() {}

  /** Of a text: English takes a token for four bytes, other languages and JSON fewer bytes. */
  public static long atMost(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length / 2 + 1;
  }

  static long atMost(List<ChatMessage> messages) {
    return messages.stream().mapToLong(message -> AROUND_A_MESSAGE + atMost(message)).sum();
  }

  private static long atMost(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return atMost(system.text());
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return atMost(result.text());
    }
    if (message instanceof AiMessage said) {
      long calls =
          said.toolExecutionRequests().stream()
              .mapToLong(call -> atMost(call.name()) + atMost(call.arguments()))
              .sum();
      return atMost(said.text()) + calls;
    }
    return ((UserMessage) message)
        .contents().stream()
            .mapToLong(
                content ->
                    content instanceof ImageContent
                        ? OF_A_PICTURE
                        : atMost(((TextContent) content).text()))
            .sum();
  }
}
