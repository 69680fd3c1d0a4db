package dev.atelier.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.wire.JsonServer;
import dev.atelier.vision.wire.ModelServer;

/**
 * OpenAI's Responses API in plain JSON, since langchain4j drops what the computer tool asks for.
 * Thread-safe.
 */
final class ResponsesServer {
  private final ModelServer server;
  private final JsonServer json;

  ResponsesServer(ModelServer server) {
    this.server = server;
    this.json = new JsonServer(server);
  }

  String name() {
    return server.name();
  }

  String model() {
    return server.model();
  }

  /** Makes one call; the answer is the response object as it was sent. */
  JsonNode ask(ObjectNode request, Usage atMost, Spending spending) throws InterruptedException {
    request.put("model", server.model());
    return json.post("/responses", request, atMost, spending, ResponsesServer::usage);
  }

  private static Usage usage(JsonNode response) {
    JsonNode usage = response.required("usage");
    long cached = usage.path("input_tokens_details").path("cached_tokens").asLong(0);
    return new Usage(
        count(usage, "input_tokens") - cached, count(usage, "output_tokens"), cached, 0);
  }

  /** An answer that does not say what it took is not free. */
  private static long count(JsonNode usage, String field) {
    JsonNode count = usage.path(field);
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw new IllegalArgumentException(field + " is not a number of tokens");
    }
    return count.longValue();
  }
}
