package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import dev.atelier.vision.wire.AskedCall;

/**
 * One use of a tool that waits for its answer.
 *
 * @param onScreen whether it is answered by a picture; else by words
 * @param checks what the server wants a person to approve, as it was sent; may be empty
 */
record ComputerCall(AskedCall asked, boolean onScreen, JsonNode checks) {

  boolean needsApproval() {
    return !checks.isEmpty();
  }

  /** The answer to a call whose checks a person has approved, if there were any. */
  ObjectNode answered(String pictureUrl) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("type", "computer_call_output").put("call_id", asked.id());
    answer.putObject("output").put("type", "computer_screenshot").put("image_url", pictureUrl);
    if (needsApproval()) {
      ArrayNode acknowledged = answer.putArray("acknowledged_safety_checks");
      checks.forEach(acknowledged::add);
    }
    return answer;
  }

  ObjectNode answeredInWords(String words) {
    return Json.mapper()
        .createObjectNode()
        .put("type", "function_call_output")
        .put("call_id", asked.id())
        .put("output", words);
  }
}
