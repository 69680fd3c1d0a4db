package dev.atelier.vision.anthropic;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One side's part of an exchange. */
sealed interface Turn {

  /** What it costs at most to send. */
  long tokens();

  List<ChatMessage> asMessages();

  /** What the model said. */
  record FromModel(Answer answer) implements Turn {
    @Override
    public long tokens() {
      return answer.tokens();
    }

    /** Its place only: {@link VerbatimTurns} puts in what it said. */
    @Override
    public List<ChatMessage> asMessages() {
      return List.of(AiMessage.from("verbatim"));
    }
  }

  /**
   * What the model is told.
   *
   * @param results answers to every wish of its last turn
   * @param blocks what else there is to say
   */
  record FromUs(List<Result> results, List<Block> blocks) implements Turn {
    public FromUs {
      results = List.copyOf(results);
      blocks = List.copyOf(blocks);
    }

    FromUs with(Block block) {
      return new FromUs(results, Stream.concat(blocks.stream(), Stream.of(block)).toList());
    }

    List<Picture> pictures() {
      return Stream.concat(
              results.stream().flatMap(result -> result.blocks().stream()), blocks.stream())
          .filter(Picture.class::isInstance)
          .map(Picture.class::cast)
          .toList();
    }

    @Override
    public long tokens() {
      return results.stream().mapToLong(Result::tokens).sum()
          + blocks.stream().mapToLong(Block::tokens).sum();
    }

    @Override
    public List<ChatMessage> asMessages() {
      List<ChatMessage> messages = new ArrayList<>();
      results.forEach(result -> messages.add(result.asMessage()));
      if (!blocks.isEmpty()) {
        messages.add(UserMessage.from(blocks.stream().map(Block::asContent).toList()));
      }
      return messages;
    }
  }
}
