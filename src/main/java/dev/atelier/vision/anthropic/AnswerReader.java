package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the model's turns from what came over the wire. */
final class AnswerReader {
  /** Keeps numbers as they are written, as turns go back unchanged. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private AnswerReader() {}

  /**
   * @param usage as langchain4j read it; null where it found none
   * @throws VisionUnavailable when it is not a turn
   */
  static Answer read(String body, AnthropicTokenUsage usage) {
    JsonNode message = tree(body);
    if (!(message.path("content") instanceof ArrayNode content)) {
      throw nonsense("there is no content", null);
    }
    return new Answer(
        content,
        message.path("stop_reason").asText(""),
        said(content, "text"),
        said(content, "thinking"),
        message.path("stop_details").path("explanation").asText("").strip(),
        toolUses(content),
        Optional.ofNullable(usage).map(AnswerReader::usage));
  }

  static JsonNode tree(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException wrong) {
      throw nonsense("it is not JSON", wrong);
    }
  }

  private static String said(ArrayNode content, String kind) {
    return blocks(content, kind).stream()
        .map(block -> block.path(kind).asText("").strip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static List<JsonNode> blocks(ArrayNode content, String kind) {
    return StreamSupport.stream(content.spliterator(), false)
        .filter(block -> block.path("type").asText().equals(kind))
        .toList();
  }

  private static List<ToolUse> toolUses(ArrayNode content) {
    List<ToolUse> uses = new ArrayList<>();
    for (JsonNode block : blocks(content, "tool_use")) {
      if (!block.path("id").isTextual()
          || !block.path("name").isTextual()
          || !block.path("input").isObject()) {
        throw nonsense("a tool_use lacks id, name or input", null);
      }
      uses.add(
          new ToolUse(
              block.path("id").textValue(),
              block.path("name").textValue(),
              Optional.ofNullable(block.path("toolset_name").textValue()),
              MAPPER.convertValue(block.path("input"), OBJECT)));
    }
    return List.copyOf(uses);
  }

  private static Usage usage(AnthropicTokenUsage tokens) {
    return new Usage(
        tokens.inputTokenCount(),
        tokens.outputTokenCount(),
        orNone(tokens.cacheReadInputTokens()),
        orNone(tokens.cacheCreationInputTokens()));
  }

  private static long orNone(Integer count) {
    return count == null ? 0 : count;
  }

  private static VisionUnavailable nonsense(String why, Throwable cause) {
    return VisionUnavailable.answerLost(
        "Anthropic answered something that is not its protocol: " + why, cause);
  }
}
