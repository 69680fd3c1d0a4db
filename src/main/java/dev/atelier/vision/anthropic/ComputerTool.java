package dev.atelier.vision.anthropic;

import dev.langchain4j.model.anthropic.AnthropicServerTool;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The generations of the computer tool, and how large a picture each takes.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool">
 *     the vendor's description</a>
 */
enum ComputerTool {
  /** Each verb is a tool of its own; no name, no size of the screen. */
  TOOLSET_20260801("computer_toolset_20260801", Optional.empty(), 2576) {
    @Override
    boolean holds(int width, int height) {
      return Picture.patches(width, height) <= MOST_PATCHES;
    }
  },
  COMPUTER_20251124("computer_20251124", Optional.of("computer-use-2025-11-24"), 1568),
  COMPUTER_20250124("computer_20250124", Optional.of("computer-use-2025-01-24"), 1568);

  /** The one tool of the older generations, whose verb is in its input. */
  static final String NAME = "computer";

  private static final int MOST_PATCHES = 4784;
  private static final int MOST_PIXELS = 1_150_000;

  private final String type;
  private final Optional<String> beta;
  private final int longestSide;

  ComputerTool(String type, Optional<String> beta, int longestSide) {
    this.type = type;
    this.beta = beta;
    this.longestSide = longestSide;
  }

  /** The tool of that type, such as {@code computer_20251124}. */
  static Optional<ComputerTool> ofType(String type) {
    return Arrays.stream(values()).filter(tool -> tool.type.equals(type)).findFirst();
  }

  static String types() {
    return Arrays.stream(values()).map(tool -> tool.type).collect(Collectors.joining(", "));
  }

  /** The beta header it needs. */
  Optional<String> beta() {
    return beta;
  }

  boolean isToolset() {
    return this == TOOLSET_20260801;
  }

  /** Whether a picture of that size is taken as it is. */
  final boolean takes(int width, int height) {
    return Math.max(width, height) <= longestSide && holds(width, height);
  }

  boolean holds(int width, int height) {
    return (long) width * height <= MOST_PIXELS;
  }

  /** The tool as it is offered for pictures of that size, marked to be cached. */
  AnthropicServerTool offered(PictureScale scale) {
    AnthropicServerTool.Builder offer = AnthropicServerTool.builder().type(type);
    if (!isToolset()) {
      offer.name(NAME);
      offer.addAttribute("display_width_px", scale.width());
      offer.addAttribute("display_height_px", scale.height());
    }
    if (this == COMPUTER_20251124) {
      offer.addAttribute("enable_zoom", true);
    }
    return offer.addAttribute("cache_control", Map.of("type", "ephemeral")).build();
  }
}
