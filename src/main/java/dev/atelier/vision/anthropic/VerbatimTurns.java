package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Puts back into a request what langchain4j leaves out: the model's turns as they came (thinking,
 * signatures, unknown blocks), {@code toolset_name} of results, one message per turn, and marks
 * where the rolling part of the cache ends.
 */
final class VerbatimTurns implements HttpClient {
  private static final int ROLLING_MARKS = 2;

  private final HttpClient http;
  private final List<Answer> answers;

  /**
   * @param answers the model's turns in the order in which the request holds them
   */
  VerbatimTurns(HttpClient http, List<Answer> answers) {
    this.http = http;
    this.answers = List.copyOf(answers);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    ObjectNode body = (ObjectNode) AnswerReader.tree(request.body());
    body.set("messages", completed((ArrayNode) body.path("messages")));
    return http.execute(
        HttpRequest.builder()
            .method(request.method())
            .url(request.url())
            .headers(request.headers())
            .body(body.toString())
            .build());
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    http.execute(request, parser, listener);
  }

  private ArrayNode completed(ArrayNode messages) {
    ArrayNode completed = AnswerReader.MAPPER.createArrayNode();
    Iterator<Answer> turns = answers.iterator();
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("assistant")) {
        completed.addObject().put("role", "assistant").set("content", turns.next().content());
      } else if (isUser(completed.path(completed.size() - 1))) {
        content(completed.path(completed.size() - 1)).addAll(content(message));
      } else {
        completed.add(message);
      }
    }
    nameToolsets(completed);
    mark(completed);
    return completed;
  }

  private static boolean isUser(JsonNode message) {
    return message.path("role").asText().equals("user");
  }

  private static ArrayNode content(JsonNode message) {
    return (ArrayNode) message.path("content");
  }

  private void nameToolsets(ArrayNode messages) {
    Map<String, String> toolsets = new HashMap<>();
    for (Answer answer : answers) {
      answer.toolUses().forEach(use -> use.toolset().ifPresent(set -> toolsets.put(use.id(), set)));
    }
    for (JsonNode message : messages) {
      if (isUser(message)) {
        for (JsonNode block : content(message)) {
          String toolset = toolsets.get(block.path("tool_use_id").asText());
          if (toolset != null) {
            ((ObjectNode) block).put("toolset_name", toolset);
          }
        }
      }
    }
  }

  /**
   * The last mark has this request written to the cache, the one before finds what the last request
   * wrote: the API looks back 20 blocks only, and a turn may hold more.
   */
  private static void mark(ArrayNode messages) {
    int marks = 0;
    for (int n = messages.size() - 1; n >= 0 && marks < ROLLING_MARKS; n--) {
      if (isUser(messages.get(n))) {
        ArrayNode blocks = content(messages.get(n));
        ((ObjectNode) blocks.get(blocks.size() - 1))
            .putObject("cache_control")
            .put("type", "ephemeral");
        marks++;
      }
    }
  }
}
