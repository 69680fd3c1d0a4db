package dev.atelier.mcp;

import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a tool answers: words, and pictures.
 *
 * @param refused whether it did not come to what was asked for
 */
record Said(List<McpSchema.Content> content, boolean refused) {
  /** Some clients take no more than a megabyte, in Base64, of one answer. */
  private static final int LARGEST_PNG = 600_000;

  private static final int QUALITY = 80;

  Said {
    content = List.copyOf(content);
  }

  static Said words(String text) {
    return new Said(List.of(new McpSchema.TextContent(text)), false);
  }

  static Said refusal(String text) {
    return new Said(List.of(new McpSchema.TextContent(text)), true);
  }

  /** An object as the HTTP API would write it. */
  static Said json(Object value) {
    return words(Json.write(value));
  }

  Said refusedIf(boolean so) {
    return new Said(content, so);
  }

  /** The same with a picture: PNG, or JPEG where that would be large. */
  Said showing(Screenshot picture) {
    byte[] png = picture.png();
    return png.length <= LARGEST_PNG
        ? showing(png, "image/png")
        : showing(picture.jpeg(QUALITY), "image/jpeg");
  }

  Said showing(Optional<Screenshot> picture) {
    return picture.map(this::showing).orElse(this);
  }

  private Said showing(byte[] image, String type) {
    return and(new McpSchema.ImageContent(null, Base64.getEncoder().encodeToString(image), type));
  }

  private Said and(McpSchema.Content more) {
    List<McpSchema.Content> all = new ArrayList<>(content);
    all.add(more);
    return new Said(all, refused);
  }

  McpSchema.CallToolResult result() {
    return McpSchema.CallToolResult.builder().content(content).isError(refused).build();
  }
}
