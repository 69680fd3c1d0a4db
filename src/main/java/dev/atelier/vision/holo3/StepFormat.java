package dev.atelier.vision.holo3;

import dev.atelier.vision.Fillable;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The shape of a step: the server holds the model to it, and the model reads it too, since it was
 * trained to see it in both places (hub.hcompany.ai/agent-loop).
 */
final class StepFormat {
  static final String SCHEMA = read();

  private StepFormat() {}

  private static final String FIRST_TOOL =
      "[\n  {\"type\": \"object\", \"description\": \"Click at a place\"";
  private static final String FILL =
      "{\"type\": \"object\", \"description\": \""
          + Fillable.PURPOSE
          + "\", \"properties\": {\"tool_name\": {\"type\": \"string\", \"enum\": [\"fill_desktop\"]}, \"secret\":"
          + " {\"type\": \"string\"}, \"element\": {\"type\": \"string\", \"description\": \"The field\"}, \"x\":"
          + " {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 1000}, \"y\": {\"type\": \"integer\","
          + " \"minimum\": 0, \"maximum\": 1000}}, \"required\": [\"tool_name\", \"secret\", \"element\", \"x\","
          + " \"y\"], \"additionalProperties\": false}";

  /** With the tool that fills in, where there is a secret to fill in. */
  static String schema(boolean mayFill) {
    return mayFill
        ? SCHEMA.replace(FIRST_TOOL, FIRST_TOOL.replace("[\n  ", "[\n  " + FILL + ",\n  "))
        : SCHEMA;
  }

  static ResponseFormat responseFormat(boolean mayFill) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name("step")
                .rootElement(JsonRawSchema.from(schema(mayFill)))
                .build())
        .build();
  }

  /** What is added to the system prompt. */
  static String explained(boolean mayFill) {
    return """
        Places are given as x and y from 0 to 1000: 0 is the left or top edge of the screen, 1000 the right or bottom \
        edge, whatever its size in pixels. You see only the last pictures: put what later steps must know into note.

        Answer with one JSON object and nothing else. Use tool_calls instead of tool_call only for several actions that \
        can follow each other without a look in between. answer, give_up, ask_for_approval and ask_person stand alone.

        <output_format>
        """
        + schema(mayFill).strip()
        + "\n</output_format>";
  }

  private static String read() {
    try (InputStream resource = StepFormat.class.getResourceAsStream("step-schema.json")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
