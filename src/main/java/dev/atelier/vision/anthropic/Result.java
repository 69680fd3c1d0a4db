package dev.atelier.vision.anthropic;

import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a model's wish.
 *
 * @param error whether it was not carried out; an error holds text only
 */
record Result(ToolUse use, boolean error, List<Block> blocks) {
  private static final int FRAME = 30;

  Result {
    blocks = List.copyOf(blocks);
    if (error && blocks.stream().anyMatch(Picture.class::isInstance)) {
      throw new IllegalArgumentException("an error holds text only");
    }
  }

  static Result of(ToolUse use, Block... blocks) {
    return new Result(use, false, List.of(blocks));
  }

  static Result error(ToolUse use, String why) {
    return new Result(use, true, List.of(new Words(why)));
  }

  Result with(Block block) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    return new Result(use, error, more);
  }

  long tokens() {
    return FRAME + blocks.stream().mapToLong(Block::tokens).sum();
  }

  ToolExecutionResultMessage asMessage() {
    return ToolExecutionResultMessage.builder()
        .id(use.id())
        .toolName(use.name())
        .contents(blocks.stream().map(Block::asContent).toList())
        .isError(error)
        .build();
  }
}
