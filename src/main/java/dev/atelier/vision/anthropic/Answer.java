package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * One turn of the model.
 *
 * @param content as it came, to be sent back unchanged
 * @param stop why it ended: {@code tool_use, end_turn, max_tokens, refusal …}
 * @param words what it says
 * @param thinking what it says of its thinking; empty where it keeps that to itself
 * @param refusal why it refused, where it did and says so
 * @param usage what it took, where that is said
 */
record Answer(
    ArrayNode content,
    String stop,
    String words,
    String thinking,
    String refusal,
    List<ToolUse> toolUses,
    Optional<Usage> usage) {

  /** Why it does what it does, for a person. */
  String reason() {
    return words.isEmpty() ? thinking : words;
  }

  /** Whether it is to be sent back for the model to go on; the API refuses an empty one. */
  boolean isPaused() {
    return stop.equals("pause_turn") && !words.isEmpty();
  }

  long tokens() {
    return Tokens.atMost(content.toString());
  }
}
