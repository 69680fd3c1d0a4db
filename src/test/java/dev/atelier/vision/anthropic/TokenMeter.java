package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.vision.Usage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts what requests take about as Anthropic's API does: a picture by its patches, words by four
 * characters a token, and the cache by the marks. What an earlier request wrote up to a mark is
 * read, what is new up to the last mark is written, the rest is input.
 */
final class TokenMeter {
  private static final int PATCH = 28;
  private static final int CHARACTERS = 4;

  /** The toolset; the same is assumed of the older tools. */
  private static final int COMPUTER_TOOL = 4_500;

  /** How many blocks before a mark are looked at for what was written earlier. */
  private static final int LOOKS_BACK = 20;

  /** Where a PNG file says how wide it is; its height follows. */
  private static final int PNG_WIDTH = 16;

  /** A block of a request, without its mark. */
  private record Part(String content, long tokens, boolean marked) {}

  private final Set<List<String>> written = new HashSet<>();

  /** Counts one request and what it was answered. */
  Usage count(JsonNode request, JsonNode answer) {
    List<Part> parts = parts(request);
    List<String> contents = parts.stream().map(Part::content).toList();
    int read = 0;
    int marked = 0;
    for (int end = 1; end <= parts.size(); end++) {
      if (parts.get(end - 1).marked()) {
        read = Math.max(read, known(contents, end));
        marked = end;
      }
    }
    for (int end = 1; end <= marked; end++) {
      if (parts.get(end - 1).marked()) {
        written.add(contents.subList(0, end));
      }
    }
    return new Usage(
        tokens(parts.subList(marked, parts.size())),
        blockTokens(answer),
        tokens(parts.subList(0, read)),
        tokens(parts.subList(read, marked)));
  }

  /** How much of what ends at a mark was written before. */
  private int known(List<String> contents, int mark) {
    for (int end = mark; end > 0 && end >= mark - LOOKS_BACK; end--) {
      if (written.contains(contents.subList(0, end))) {
        return end;
      }
    }
    return 0;
  }

  private static long tokens(List<Part> parts) {
    return parts.stream().mapToLong(Part::tokens).sum();
  }

  /** In the order in which the cache sees them. */
  private static List<Part> parts(JsonNode request) {
    List<Part> parts = new ArrayList<>();
    request.path("tools").forEach(tool -> parts.add(part("tool", tool, toolTokens(tool))));
    request.path("system").forEach(block -> parts.add(part("system", block, tokens(block))));
    // What is cached of the messages counts only for the same setting.
    parts.add(new Part("thinking" + request.path("thinking"), 0, false));
    for (JsonNode message : request.path("messages")) {
      for (JsonNode block : message.path("content")) {
        parts.add(part(message.path("role").asText(), block, tokens(block)));
      }
    }
    return parts;
  }

  private static Part part(String place, JsonNode block, long tokens) {
    ObjectNode bare = block.deepCopy();
    boolean marked = bare.remove("cache_control") != null;
    return new Part(place + bare, tokens, marked);
  }

  private static long toolTokens(JsonNode tool) {
    return tool.path("type").asText().startsWith("computer_")
        ? COMPUTER_TOOL
        : words(tool.toString());
  }

  private static long tokens(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "text" -> words(block.path("text").asText());
      case "image" -> patches(block.at("/source/data").asText());
      case "tool_use" -> words(block.path("name").asText() + block.path("input"));
      case "tool_result" ->
          block.path("content").isTextual()
              ? words(block.path("content").asText())
              : blockTokens(block.path("content"));
      default -> throw new AssertionError("what a block takes is not known: " + block);
    };
  }

  private static long blockTokens(JsonNode blocks) {
    long tokens = 0;
    for (JsonNode block : blocks) {
      tokens += tokens(block);
    }
    return tokens;
  }

  private static long words(String text) {
    return up(text.length(), CHARACTERS);
  }

  private static long patches(String png) {
    ByteBuffer size = ByteBuffer.wrap(Base64.getDecoder().decode(png)).position(PNG_WIDTH);
    return up(size.getInt(), PATCH) * up(size.getInt(), PATCH);
  }

  private static long up(long amount, long each) {
    return (amount + each - 1) / each;
  }
}
