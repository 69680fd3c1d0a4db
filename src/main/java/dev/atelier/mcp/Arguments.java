package dev.atelier.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a tool, as JSON Schema writes them. Not thread-safe. */
final class Arguments {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  static Arguments none() {
    return new Arguments();
  }

  /** Those of a tool that is about one desktop. */
  static Arguments ofDesktop() {
    return none()
        .with(
            "desktop",
            text("id or exact label of the desktop; may be left out where there is only one"));
  }

  Arguments with(String name, Map<String, Object> kind) {
    properties.put(name, kind);
    return this;
  }

  Arguments requiring(String name, Map<String, Object> kind) {
    required.add(name);
    return with(name, kind);
  }

  McpSchema.JsonSchema schema() {
    return new McpSchema.JsonSchema("object", properties, required, false, null, null);
  }

  /** As an object within another. */
  Map<String, Object> nested() {
    Map<String, Object> kind = new LinkedHashMap<>();
    kind.put("type", "object");
    kind.put("properties", properties);
    kind.put("required", required);
    kind.put("additionalProperties", false);
    return kind;
  }

  static Map<String, Object> text(String description) {
    return kind("string", description);
  }

  static Map<String, Object> flag(String description) {
    return kind("boolean", description);
  }

  static Map<String, Object> number(String description, Number least, Number most) {
    return bounded("number", description, least, most);
  }

  static Map<String, Object> whole(String description, int least, int most) {
    return bounded("integer", description, least, most);
  }

  static Map<String, Object> oneOf(String description, List<String> words) {
    Map<String, Object> kind = text(description);
    kind.put("enum", words);
    return kind;
  }

  static Map<String, Object> list(
      String description, Map<String, Object> items, int least, int most) {
    Map<String, Object> kind = kind("array", description);
    kind.put("items", items);
    kind.put("minItems", least);
    kind.put("maxItems", most);
    return kind;
  }

  private static Map<String, Object> bounded(
      String type, String description, Number least, Number most) {
    Map<String, Object> kind = kind(type, description);
    kind.put("minimum", least);
    kind.put("maximum", most);
    return kind;
  }

  private static Map<String, Object> kind(String type, String description) {
    Map<String, Object> kind = new LinkedHashMap<>();
    kind.put("type", type);
    kind.put("description", description);
    return kind;
  }
}
