package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A task that a test gave to a desktop, as its client sees it. */
record GivenTask(RunningServer server, String id, String path) {
  private static final Set<String> UNFINISHED =
      Set.of("queued", "starting", "running", "paused", "needs_approval", "needs_you");

  /** Makes a desktop and returns its address. */
  static String desktop(RunningServer server, String label) {
    Answer made = server.post("/sessions?wait=ready", Json.write(Map.of("label", label)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return "/sessions/" + made.text("id");
  }

  /** Gives a task that is taken; {@code more} as the contract names it. */
  static GivenTask to(RunningServer server, String session, Map<String, Object> body) {
    return accepted(server, session, server.post(session + "/task", Json.write(body)));
  }

  static GivenTask accepted(RunningServer server, String session, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    String id = answer.text("task_id");
    return new GivenTask(server, id, session + "/task/" + id);
  }

  Answer transcript() {
    return server.get(path);
  }

  String status() {
    return transcript().text("status");
  }

  List<Map<String, Object>> steps() {
    return transcript().list("steps");
  }

  /** The verbs it came to, with what each cost. */
  List<BigDecimal> costs() {
    return steps().stream().map(step -> usd(step.get("cost_usd"))).toList();
  }

  BigDecimal totalCost() {
    return usd(transcript().json().get("total_cost_usd"));
  }

  static BigDecimal usd(Object number) {
    return new BigDecimal(number.toString());
  }

  /** Waits until it has ended so, and shows why it ended otherwise. */
  Answer awaitEnd(String status) {
    await().atMost(Duration.ofSeconds(40)).until(() -> !UNFINISHED.contains(status()));
    Answer ended = transcript();
    assertThat(ended.text("status")).as(ended.text()).isEqualTo(status);
    return ended;
  }

  void awaitStatus(String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(transcript().text()).contains("\"" + status + "\""));
  }

  void assertNumberedWithoutGap() {
    List<Map<String, Object>> steps = steps();
    assertThat(steps)
        .extracting(step -> (Integer) step.get("step"))
        .isEqualTo(IntStream.rangeClosed(1, steps.size()).boxed().toList());
  }

  /** {@code cancel}, {@code approve}, {@code deny} or {@code resume}. */
  Answer ask(String verb, String body) {
    Answer answer = server.post(path + "/" + verb, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer;
  }
}
