package dev.atelier;

import static dev.atelier.Contract.act;
import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about who drives a desktop. */
interface ControlContract extends RolesContract {

  /** Without a slash at the end. */
  String baseUrl();

  private Answer control(Client who, String body) {
    return who.json("POST", session() + "/control", body);
  }

  private static String with(String action, String lease) {
    return Json.write(Map.of("action", action, "lease_id", lease));
  }

  private static String key(String text, String lease) {
    return Json.write(Map.of("text", text, "lease_id", lease));
  }

  @Test
  default void controlIsTakenKeptAndHandedBack() {
    Client grace = somebody("operator");
    Client vera = somebody("operator");
    assertThat(caller().get(session() + "/control").json())
        .containsEntry("holder", null)
        .containsEntry("epoch", 0);
    Answer taken = control(grace, "{\"action\":\"take\"}");
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.json()).containsKeys("lease_id", "epoch", "ticket", "expires_at");
    assertThat(taken.json()).containsEntry("heartbeat_s", 10);
    assertThat(taken.text()).contains("\"kind\":\"person\"");
    String lease = taken.text("lease_id");
    try {
      Answer refused = control(vera, "{\"action\":\"take\"}");
      isProblem(refused, 409);
      assertThat(refused.json()).containsEntry("holder", "person").containsKey("name");
      isProblem(control(vera, with("hand_back", "lease_of_mine")), 409);
      isProblem(control(vera, "{\"action\":\"force_release\"}"), 403);
      isProblem(vera.json("POST", session() + "/actions", act("screenshot", "")), 409);
      assertThat(caller().get(session()).json()).containsEntry("activity", "human_driving");
      String act =
          act(
              "cursor_position",
              "\"lease_id\":\"" + lease + "\",\"epoch\":" + taken.json().get("epoch"));
      assertThat(grace.json("POST", session() + "/actions", act).json()).containsEntry("ok", true);
      assertThat(control(grace, with("heartbeat", lease)).status()).isEqualTo(200);
    } finally {
      assertThat(control(grace, with("hand_back", lease)).status()).isEqualTo(200);
    }
    isProblem(control(grace, with("heartbeat", lease)), 409);
    isProblem(grace.json("POST", session() + "/keys", key("late", lease)), 409);
    assertThat(caller().get(session() + "/audit?type=control.taken").text())
        .contains("\"by\":\"asking\"");
    assertThat(caller().get(session() + "/audit/verify").json()).containsEntry("ok", true);
  }

  @Test
  default void anAdministratorTakesControlFromWhoeverHasIt() {
    Client grace = somebody("operator");
    String lease = control(grace, "{\"action\":\"take\"}").text("lease_id");
    assertThat(control(caller(), "{\"action\":\"force_release\"}").json())
        .containsEntry("holder", null);
    isProblem(control(grace, with("heartbeat", lease)), 409);
  }

  @Test
  default void whatIsAskedOfControlIsRefusedByName() {
    String path = session() + "/control";
    check(
        Stream.of(
            field("POST", path, "{}", "action"),
            field("POST", path, "{\"action\":\"grab\"}", "action"),
            field("POST", path, "{\"action\":\"heartbeat\"}", "lease_id"),
            field("POST", path, "{\"action\":\"take\",\"force\":true}", "force"),
            field("POST", session() + "/keys", "{\"lease_id\":\"x\"}", "text")));
    isProblem(caller().json("POST", session() + "/keys", "{\"text\":\"a\"}"), 409);
    isProblem(somebody("viewer").json("POST", path, "{\"action\":\"take\"}"), 403);
  }

  @Test
  default void keystrokesAreTypedByWhoHasControlAndNeverOnRecord() throws Exception {
    Answer taken = control(caller(), "{\"action\":\"take\"}");
    String lease = taken.text("lease_id");
    Answer typed = caller().json("POST", session() + "/keys", key("hushhush", lease));
    assertThat(typed.json()).containsEntry("ok", true).containsKey("duration_ms");
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("ticket." + taken.text("ticket"))
            .buildAsync(
                URI.create(baseUrl().replace("http", "ws") + session() + "/keystrokes"),
                new Hearing(said))
            .get(20, TimeUnit.SECONDS);
    socket.sendText("{\"seq\":1,\"text\":\"hushhush ☕\"}", true).get(10, TimeUnit.SECONDS);
    assertThat(said.poll(20, TimeUnit.SECONDS)).contains("\"seq\":1", "\"ok\":true");
    socket.sendText("{\"seq\":2,\"key\":\"ctrl+NoSuchKey\"}", true).get(10, TimeUnit.SECONDS);
    assertThat(said.poll(20, TimeUnit.SECONDS)).contains("\"seq\":2", "\"ok\":false", "detail");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    assertThat(control(caller(), with("hand_back", lease)).status()).isEqualTo(200);
    String record = caller().get(session() + "/audit?limit=1000").text();
    assertThat(record).contains("\"type\":\"control.keys\"", "\"characters\":10");
    assertThat(record).doesNotContain("hushhush");
  }

  @Test
  default void aTaskIsPausedAndGoesOn() {
    Answer given =
        caller().json("POST", session() + "/task", "{\"goal\":\"wait 2 seconds, wait 1 second\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    String task = session() + "/task/" + given.text("task_id");
    assertThat(caller().json("POST", task + "/pause", "").status()).isEqualTo(202);
    assertThat(caller().get(task).text("status")).isEqualTo("paused");
    assertThat(caller().json("POST", task + "/pause", "").status()).isEqualTo(202);
    assertThat(caller().json("POST", task + "/resume", "").status()).isEqualTo(202);
    // In the middle of a written step it asks whether that is done.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              String status = caller().get(task).text("status");
              if (status.equals("needs_you")) {
                caller().json("POST", task + "/approve", "");
              }
              return status.equals("completed");
            });
  }

  /** What the server says. */
  record Hearing(BlockingQueue<String> said) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      said.add(data.toString());
      socket.request(1);
      return null;
    }
  }
}
