package dev.atelier.mcp;

import dev.atelier.Role;
import dev.atelier.json.JsonBody;
import io.modelcontextprotocol.spec.McpSchema;

/**
 * Something that a model can have done: how it is described to it, who may, and how it is done.
 *
 * @param role the least that a caller needs
 */
record McpTool(McpSchema.Tool described, Role role, Work work) {

  /** Does what was asked for; what it throws is told in the words that the HTTP API has for it. */
  @FunctionalInterface
  interface Work {
    Said answer(JsonBody arguments, Call call) throws InterruptedException;
  }

  /** One that changes nothing. */
  static McpTool reading(
      String name, String title, String description, Arguments arguments, Work work) {
    return new McpTool(
        described(name, title, description, arguments, true, false), Role.VIEWER, work);
  }

  /** One that changes nothing, but shows what is not for everybody to see; for operators. */
  static McpTool confiding(
      String name, String title, String description, Arguments arguments, Work work) {
    return new McpTool(
        described(name, title, description, arguments, true, false), Role.OPERATOR, work);
  }

  /** One that changes something, for operators. */
  static McpTool changing(
      String name,
      String title,
      String description,
      Arguments arguments,
      boolean destructive,
      Work work) {
    return new McpTool(
        described(name, title, description, arguments, false, destructive), Role.OPERATOR, work);
  }

  private static McpSchema.Tool described(
      String name,
      String title,
      String description,
      Arguments arguments,
      boolean readOnly,
      boolean destructive) {
    return McpSchema.Tool.builder()
        .name(name)
        .title(title)
        .description(description)
        .inputSchema(arguments.schema())
        .annotations(
            new McpSchema.ToolAnnotations(title, readOnly, destructive, readOnly, !readOnly, null))
        .build();
  }

  String name() {
    return described.name();
  }
}
