package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.vision.Fillable;
import java.util.List;

/** The tools that a response may use, as the Responses API writes them. */
final class ComputerTool {
  private ComputerTool() {}

  /** The first models with the tool know it by another name, and must be told the size. */
  static ArrayNode tools(String model, Screenshot sent, boolean mayFill) {
    ArrayNode tools = Json.mapper().createArrayNode();
    if (model.startsWith("computer-use-preview")) {
      tools
          .addObject()
          .put("type", "computer_use_preview")
          .put("display_width", sent.width())
          .put("display_height", sent.height())
          .put("environment", "linux");
    } else {
      tools.addObject().put("type", "computer");
    }
    List.of(Endings.ASK, Endings.ASK_PERSON, Endings.GIVE_UP)
        .forEach(name -> function(tools.addObject(), name));
    if (mayFill) {
      fill(tools.addObject());
    }
    return tools;
  }

  private static void fill(ObjectNode tool) {
    tool.put("type", "function")
        .put("name", Fillable.VERB)
        .put("description", Fillable.PURPOSE)
        .put("strict", true);
    ObjectNode parameters = tool.putObject("parameters").put("type", "object");
    ObjectNode properties = parameters.putObject("properties");
    properties.putObject("secret").put("type", "string");
    properties.putObject("x").put("type", "integer");
    properties.putObject("y").put("type", "integer");
    parameters.putArray("required").add("secret").add("x").add("y");
    parameters.put("additionalProperties", false);
  }

  private static void function(ObjectNode tool, String name) {
    String parameter = Endings.PARAMETERS.get(name);
    tool.put("type", "function")
        .put("name", name)
        .put("description", Endings.PURPOSES.get(name))
        .put("strict", true);
    ObjectNode parameters = tool.putObject("parameters").put("type", "object");
    parameters.putObject("properties").putObject(parameter).put("type", "string");
    parameters.putArray("required").add(parameter);
    parameters.put("additionalProperties", false);
  }
}
