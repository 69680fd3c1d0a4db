package dev.atelier.vision.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

/**
 * Makes a model's refusal an answer with words and the reason {@code content_filter}: langchain4j
 * throws it, and what it took is then not known. Thread-safe.
 */
final class ReadableRefusals implements HttpClient {
  private static final String REFUSAL = "refusal";

  private final HttpClient client;

  ReadableRefusals(HttpClient client) {
    this.client = client;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    SuccessfulHttpResponse answer = client.execute(request);
    return SuccessfulHttpResponse.builder()
        .statusCode(answer.statusCode())
        .headers(answer.headers())
        .body(readable(answer.body()))
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    client.execute(request, parser, listener);
  }

  private static String readable(String body) {
    if (!body.contains("\"" + REFUSAL + "\"")) {
      return body;
    }
    try {
      JsonNode answer = Json.mapper().readTree(body);
      for (JsonNode choice : answer.path("choices")) {
        String words = choice.path("message").path(REFUSAL).asText("").strip();
        if (!words.isEmpty() && choice.path("message") instanceof ObjectNode message) {
          message.put("content", words).remove(REFUSAL);
          ((ObjectNode) choice).put("finish_reason", "content_filter");
        }
      }
      return answer.toString();
    } catch (JsonProcessingException malformed) {
      return body;
    }
  }
}
