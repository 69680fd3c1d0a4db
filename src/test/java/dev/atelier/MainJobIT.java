package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import dev.atelier.webhook.Receiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The main job, end to end on a real desktop: a goal opens a page, clicks, types and submits; the
 * steps are watched live; another program is told; the record verifies; and all of it is there
 * again after the server was killed.
 */
class MainJobIT {
  private static final String MESSAGE = "Grüße aus Łódź: 日本語 ☕ €42,00 “fine”";

  @Test
  void aGoalIsCarriedOutWatchedOnRecordAndSurvivesTheServer() throws Exception {
    try (Receiver receiver = new Receiver();
        RunningServer server = RunningServer.start(telling(receiver));
        GuestBook page = new GuestBook()) {
      receiver.answers(message -> message.type().equals("task.finished") ? 503 : 204);
      Answer created = server.post("/sessions?wait=ready", "{\"label\": \"Accounts\"}");
      assertThat(created.status()).as(created.text()).isEqualTo(201);
      assertThat(created.text("status")).isEqualTo("ready");
      String session = "/sessions/" + created.text("id");
      assertThat(created.header("Location")).endsWith(session);

      Answer accepted = server.post(session + "/task", Json.write(Map.of("goal", goal(page))));
      assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
      String task = session + "/task/" + accepted.text("task_id");
      Answer second = server.post(session + "/task", "{\"goal\": \"press Return\"}");
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.text("task_id")).isEqualTo(accepted.text("task_id"));

      Watched watched = watch(server, task + "/stream", 0);
      assertThat(watched.end()).as(watched.steps().toString()).containsEntry("status", "completed");
      assertThat(watched.ids())
          .isEqualTo(IntStream.rangeClosed(1, watched.ids().size()).boxed().toList());
      assertThat(page.messages()).containsExactly(MESSAGE);

      Answer transcript = server.get(task);
      assertThat(transcript.list("steps"))
          .extracting(step -> step.get("step"))
          .isEqualTo(watched.ids());
      Answer verified = server.get(session + "/audit/verify");
      assertThat(verified.json()).containsEntry("ok", true);
      leaveAMark(server, session);
      assertThat(told(receiver, "task.started")).hasSize(2);
      assertThat(told(receiver, "task.finished")).isNotEmpty();

      server.kill();
      receiver.answers(message -> 204);
      int before = receiver.told().size();
      server.startAgain();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(server.get(session).text("status")).isEqualTo("ready"));
      assertThat(server.get(task).text()).isEqualTo(transcript.text());
      assertThat(server.get(session + "/audit/verify").json())
          .containsEntry("ok", true)
          .extractingByKey("entries")
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
          .isGreaterThan((Integer) verified.json().get("entries"));
      isToldWhatItMissed(server, receiver, before, accepted.text("task_id"));
      Watched replayed = watch(server, task + "/stream", 2);
      assertThat(replayed.ids()).isEqualTo(watched.ids().subList(2, watched.ids().size()));
      assertThat(replayed.end()).isEqualTo(watched.end());
      findTheMark(server, session);
    }
  }

  private static Map<String, String> telling(Receiver receiver) {
    return Map.of(
        "ATELIER_URL",
        receiver.url(),
        "ATELIER_URL_SECRET",
        Receiver.SECRET,
        "ATELIER_WEBHOOK_ALLOW_PRIVATE",
        "127.0.0.0/8");
  }

  private static List<Receiver.Told> told(Receiver receiver, String type) {
    return receiver.told().stream().filter(message -> message.type().equals(type)).toList();
  }

  /** It had refused the ends of both tasks, and the server was killed since. */
  private static void isToldWhatItMissed(
      RunningServer server, Receiver receiver, int before, String task) {
    String log = "/webhooks/hook_settings/deliveries";
    server
        .get(log)
        .list("items")
        .forEach(each -> server.post(log + "/" + each.get("id") + "/redeliver", ""));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(server.get(log).list("items"))
                    .hasSize(4)
                    .allMatch(each -> each.get("state").equals("delivered")));
    assertThat(receiver.told()).allMatch(Receiver.Told::genuine);
    List<Receiver.Told> since = receiver.told().subList(before, receiver.told().size());
    assertThat(since).allMatch(message -> Receiver.isFresh(message, Instant.now()));
    Receiver.Told end =
        since.stream()
            .filter(message -> message.type().equals("task.finished"))
            .filter(message -> message.data().get("task_id").equals(task))
            .findFirst()
            .orElseThrow();
    assertThat(end.data()).containsEntry("status", "completed");
    assertThat(told(receiver, "task.finished"))
        .filteredOn(message -> message.data().get("task_id").equals(task))
        .extracting(Receiver.Told::id)
        .hasSizeGreaterThan(1)
        .containsOnly(end.id());
    assertThat(server.post("/webhooks/hook_settings/test", "").status()).isEqualTo(202);
    await().atMost(Duration.ofSeconds(10)).until(() -> !told(receiver, "ping").isEmpty());
  }

  private static String goal(GuestBook page) {
    return "Open Firefox, go to "
        + page.address()
        + ", wait for \"Guest book\", type \""
        + MESSAGE
        + "\" into \"Your message\", click \"Submit\", wait for \"Thank you\", read the page title";
  }

  private static void leaveAMark(RunningServer server, String session) throws Exception {
    completes(
        server, session, "open Terminal, type \"echo kept-by-home > mark.txt\", press Return");
  }

  /** The home outlived the server: what was written before is read after. */
  private static void findTheMark(RunningServer server, String session) throws Exception {
    completes(
        server,
        session,
        "open Terminal, type \"tr a-z A-Z < mark.txt\", press Return, wait for \"KEPT-BY-HOME\"");
  }

  private static void completes(RunningServer server, String session, String goal)
      throws Exception {
    Answer accepted = server.post(session + "/task", Json.write(Map.of("goal", goal)));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    Watched watched = watch(server, session + "/task/" + accepted.text("task_id") + "/stream", 0);
    assertThat(watched.end()).as(watched.steps().toString()).containsEntry("status", "completed");
  }

  /** What a client of the event stream was told. */
  private record Watched(
      List<Integer> ids, List<Map<String, Object>> steps, Map<String, Object> end) {}

  private static Watched watch(RunningServer server, String path, int lastEventId)
      throws IOException, InterruptedException {
    List<Integer> ids = new ArrayList<>();
    List<Map<String, Object>> steps = new ArrayList<>();
    Map<String, Object> end = Map.of();
    var request =
        server
            .request(path)
            .timeout(Duration.ofMinutes(5))
            .header("Last-Event-ID", Integer.toString(lastEventId));
    var lines = server.http().send(request.build(), HttpResponse.BodyHandlers.ofLines());
    String event = "";
    for (String line : (Iterable<String>) lines.body()::iterator) {
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("id: ")) {
        ids.add(Integer.valueOf(line.substring("id: ".length())));
      } else if (line.startsWith("data: ")) {
        Map<String, Object> data = Json.readObject(line.substring("data: ".length()));
        if (event.equals("end")) {
          end = data;
        } else {
          steps.add(data);
        }
      }
    }
    return new Watched(ids, steps, end);
  }
}
