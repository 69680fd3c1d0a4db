package dev.atelier.vision.openai;

import dev.atelier.desktop.ActionReader;
import dev.atelier.vision.Fillable;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a model is offered: every verb of the protocol, and the ways to end a turn.
 */
final class FunctionTools {
  private static final String KEYS = "Keys pressed together, such as ctrl+l or Return";

  private FunctionTools() {}

  /**
   * @param mayFill whether there is a secret to fill in
   */
  static List<ToolSpecification> all(boolean mayFill) {
    List<ToolSpecification> tools = new ArrayList<>();
    ActionReader.verbs().stream()
        .filter(verb -> mayFill || !verb.equals(Fillable.VERB))
        .forEach(verb -> tools.add(tool(verb, purpose(verb), parameters(verb).build())));
    Endings.PARAMETERS.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              String parameter = Endings.PARAMETERS.get(name);
              tools.add(
                  tool(
                      name,
                      Endings.PURPOSES.get(name),
                      JsonObjectSchema.builder()
                          .addStringProperty(parameter)
                          .required(parameter)
                          .build()));
            });
    return tools;
  }

  private static ToolSpecification tool(String name, String purpose, JsonObjectSchema parameters) {
    return ToolSpecification.builder()
        .name(name)
        .description(purpose)
        .parameters(parameters)
        .build();
  }

  private static String purpose(String verb) {
    return switch (verb) {
      case "screenshot" -> "Look at the screen again.";
      case "zoom" -> "Look closer at a part of the screen.";
      case "cursor_position" -> "Ask where the pointer is.";
      case "mouse_move" -> "Move the pointer without pressing anything.";
      case "left_mouse_down" -> "Press the left button and keep it down.";
      case "left_mouse_up" -> "Release the left button.";
      case "left_click_drag" -> "Drag with the left button from one place to another.";
      case "scroll" -> "Turn the wheel by so many clicks, at a place or where the pointer is.";
      case "type" -> "Type text where the keyboard's focus is.";
      case Fillable.VERB -> Fillable.PURPOSE;
      case "key" -> "Press and release keys together, once or several times.";
      case "hold_key" -> "Keep keys pressed for some seconds.";
      case "wait" -> "Let some seconds pass.";
      default -> "Do a " + verb.replace('_', ' ') + ", at a place or where the pointer is.";
    };
  }

  private static JsonObjectSchema.Builder parameters(String verb) {
    JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
    return switch (verb) {
      case "screenshot", "cursor_position" -> parameters;
      case "zoom" ->
          parameters
              .addProperty("region", numbers("[x0, y0, x1, y1] in pixels"))
              .required("region");
      case "mouse_move" -> place(parameters, "coordinate").required("coordinate");
      case "left_mouse_down", "left_mouse_up" -> place(parameters, "coordinate");
      case "left_click_drag" ->
          place(place(parameters, "start_coordinate"), "coordinate")
              .required("start_coordinate", "coordinate");
      case "scroll" ->
          place(parameters, "coordinate")
              .addEnumProperty("scroll_direction", List.of("up", "down", "left", "right"))
              .addIntegerProperty("scroll_amount", "Clicks of the wheel, 1 to 100")
              .required("scroll_direction", "scroll_amount");
      case "type" -> parameters.addStringProperty("text").required("text");
      case Fillable.VERB ->
          place(parameters.addStringProperty("secret", "The name of the secret"), "coordinate")
              .required("secret", "coordinate");
      case "key" ->
          parameters
              .addStringProperty("text", KEYS)
              .addIntegerProperty("repeat", "How often, 1 to 100")
              .required("text");
      case "hold_key" ->
          parameters
              .addStringProperty("text", KEYS)
              .addNumberProperty("duration", "Seconds")
              .required("text", "duration");
      case "wait" -> parameters.addNumberProperty("duration", "Seconds").required("duration");
      default ->
          place(parameters, "coordinate")
              .addStringProperty("text", "Keys held meanwhile, such as ctrl");
    };
  }

  private static JsonObjectSchema.Builder place(JsonObjectSchema.Builder parameters, String name) {
    return parameters.addProperty(name, numbers("[x, y] in pixels of the picture"));
  }

  private static JsonArraySchema numbers(String description) {
    return JsonArraySchema.builder()
        .description(description)
        .items(new JsonIntegerSchema())
        .build();
  }
}
