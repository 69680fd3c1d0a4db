package dev.atelier.vision.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.json.Json;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.util.function.Function;

/** A server that takes and gives plain JSON. Thread-safe. */
public final class JsonServer {
  private final ModelServer server;
  private final HttpClient client;

  public JsonServer(ModelServer server) {
    this.server = server;
    this.client = server.client();
  }

  /**
   * Makes one call with money set aside.
   *
   * @param path below the server's address, such as {@code /responses}
   * @param check throws when the answer is not what it should be
   * @throws VisionUnavailable when no answer came that can be used
   */
  public JsonNode post(
      String path, JsonNode body, Usage atMost, Spending spending, Function<JsonNode, Usage> check)
      throws InterruptedException {
    HttpRequest.Builder call =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .url(server.url().replaceFirst("/+$", "") + path)
            .addHeader("Content-Type", "application/json")
            .body(body.toString());
    if (!server.key().is("")) {
      call.addHeader("Authorization", "Bearer " + server.key().revealed());
    }
    return new PaidCalls(server.name(), spending)
        .make(
            new ModelCall(server.backend(), server.model(), atMost),
            () -> parsed(client.execute(call.build()).body()),
            check);
  }

  /** Makes one call to a server of one's own, which costs nothing and is booked nowhere. */
  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    return post(path, body, Usage.of(0, 0), call -> new Free(), answer -> Usage.of(0, 0));
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode answer = Json.mapper().readTree(body);
      if (answer.isObject()) {
        return answer;
      }
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("not JSON", malformed);
    }
    throw new IllegalStateException("not an object");
  }

  /** Nothing is owed. */
  private static final class Free implements Spending.Reservation {
    @Override
    public void settle(Usage used) {}

    @Override
    public void release() {}

    @Override
    public void chargeInFull() {}
  }
}
