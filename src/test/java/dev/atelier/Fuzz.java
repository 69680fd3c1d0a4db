package dev.atelier;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends hostile requests to every operation of the OpenAPI document and keeps what was answered as
 * it never should be: with a failure of the server, without words, or not at all.
 */
final class Fuzz {
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** What the document may name, and a desktop or engine may bring about. */
  private static final Set<Integer> ALLOWED_FAILURES = Set.of(503, 504, 507);

  /** Those that do much when they are understood: they are asked of desktops that are not there. */
  private static final Set<String> HEAVY =
      Set.of(
          "upgradeSession",
          "installPackages",
          "takeSnapshot",
          "restoreSession",
          "pauseSession",
          "deleteSession",
          "singleTakeSnapshot",
          "singleRestore",
          "computerTakeSnapshot",
          "computerRestore",
          "removeOrphans",
          "createSession",
          "undoTask");

  /** It is answered for as long as somebody listens. */
  private static final String ENDLESS = "watchFleet";

  private final URI base;
  private final String token;
  private final String session;
  private final JsonNode document;
  private final List<DocumentedAnswers.Operation> operations;
  private final Hostile hostile;
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  Fuzz(URI base, String token, String session, String document, long seed) throws IOException {
    this.base = base;
    this.token = token;
    this.session = session;
    this.document = Json.mapper().readTree(document);
    this.operations =
        new DocumentedAnswers(document)
            .operations().stream().filter(one -> !one.name().equals(ENDLESS)).toList();
    this.hostile = new Hostile(new Random(seed));
  }

  /**
   * Goes round all operations so many times, the same way for the same seed, but no longer than
   * that; returns what went wrong, by kind.
   */
  Map<String, String> run(int rounds, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    int round = 0;
    while (round < rounds && System.nanoTime() < end) {
      for (DocumentedAnswers.Operation operation : operations) {
        if (System.nanoTime() < end) {
          attack(operation, round);
        }
      }
      round++;
    }
    System.out.printf("fuzz: %d rounds, answers by status %s%n", round, statuses);
    return failures;
  }

  private void attack(DocumentedAnswers.Operation operation, int round) {
    boolean framing = round % 7 == 6;
    RawCall call = call(operation, round % 7);
    String kind = operation.method() + " " + operation.path();
    try {
      Answer answer = call.send(LIMIT);
      statuses.merge(answer.status(), 1, Integer::sum);
      String wrong = wrong(answer, framing);
      if (!wrong.isEmpty()) {
        failures.putIfAbsent(kind + " " + wrong, call + "\n  → " + shown(answer));
      }
      if (answer.status() == 201 && operation.path().equals("/sessions")) {
        tidy(answer);
      }
    } catch (IOException | RuntimeException late) {
      failures.putIfAbsent(kind + " " + late, call.toString());
    }
  }

  private static String shown(Answer answer) {
    String text = answer.status() + " " + answer.headers() + " " + answer.text();
    return text.substring(0, Math.min(600, text.length()));
  }

  private void tidy(Answer made) throws IOException {
    var unused =
        new RawCall(base, "DELETE", "/sessions/" + made.text("id") + "?purge=true")
            .header("Authorization", "Bearer " + token)
            .send(LIMIT);
  }

  /** In one of seven ways. */
  private RawCall call(DocumentedAnswers.Operation operation, int way) {
    String method = way == 5 ? hostile.one(Hostile.METHODS) : operation.method();
    boolean aimed = (way == 1 || way == 2 || way == 4) && mayBeAimed(operation);
    RawCall call =
        new RawCall(base, method, place(operation, aimed) + query(operation, way))
            .header("Authorization", "Bearer " + token);
    JsonNode takes = takes(operation);
    if (way == 4 || way == 5) {
      Map.Entry<String, String> header = hostile.header();
      call.header(header.getKey(), header.getValue());
    }
    if (way == 6) {
      Map.Entry<String, String> framing = hostile.one(Hostile.FRAMINGS);
      call.header(framing.getKey(), framing.getValue())
          .body("application/json", "5\r\n{\"a\":\r\nzz\r\n".getBytes(StandardCharsets.UTF_8));
    } else if (!takes.isMissingNode() || method.equals("PUT")) {
      call.body("application/json", way == 2 ? hostile.body() : hostile.nearly(takes, schemas()));
    }
    return call;
  }

  private boolean mayBeAimed(DocumentedAnswers.Operation operation) {
    return !HEAVY.contains(operation.name());
  }

  private String place(DocumentedAnswers.Operation operation, boolean aimed) {
    String path = aimed ? operation.path().replace("/sessions/{id}", session) : operation.path();
    while (path.contains("{")) {
      String value = hostile.oneIn(4) ? "none" : hostile.place();
      path = path.substring(0, path.indexOf('{')) + value + path.substring(path.indexOf('}') + 1);
    }
    return path;
  }

  private String query(DocumentedAnswers.Operation operation, int way) {
    List<String> pairs = new ArrayList<>();
    if (way == 1 || way == 3) {
      for (JsonNode parameter : operation.described().path("parameters")) {
        JsonNode known = document.at(parameter.path("$ref").asText().replaceFirst("#", ""));
        if (known.path("in").asText().equals("query")) {
          pairs.add(known.path("name").asText() + "=" + hostile.place());
        }
      }
      pairs.add(hostile.place().replaceAll("[;%].*", "") + "=" + hostile.place());
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs).replace(" ", "%20");
  }

  private JsonNode takes(DocumentedAnswers.Operation operation) {
    String reference =
        operation.described().at("/requestBody/content/application~1json/schema/$ref").asText();
    return reference.isEmpty() ? Json.mapper().missingNode() : document.at(reference.substring(1));
  }

  private JsonNode schemas() {
    return document.at("/components/schemas");
  }

  /** What is wrong with an answer; empty when nothing is. */
  private static String wrong(Answer answer, boolean framing) {
    int status = answer.status();
    if (status == 0) {
      return framing ? "" : "is closed without an answer";
    }
    if (status >= 500 && !ALLOWED_FAILURES.contains(status)) {
      return "is answered " + status;
    }
    boolean headless = answer.body().length == 0;
    if (status >= 400 && !framing && !headless) {
      boolean told =
          answer.header("Content-Type").startsWith("application/problem+json")
              && answer.text().contains("\"detail\":\"");
      return told ? "" : "is refused with " + status + " without a detail";
    }
    return "";
  }
}
