package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Answer;
import dev.atelier.Fleet;
import dev.atelier.console.Chrome;
import dev.atelier.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Two people at two browsers, an assistant, and one desktop. */
class ControlBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static Fleet fleet;

  private Chrome one;
  private Chrome other;
  private String session;

  @BeforeAll
  static void start() {
    fleet = Fleet.shared();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @BeforeEach
  void makeADesktop() {
    session = fleet.create("{\"label\": \"Shared\"}");
    one = new Chrome(1100, 760);
    other = new Chrome(1100, 760);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    fleet.server().delete("/sessions/" + session + "?purge=true");
  }

  private LivePage open(Chrome chrome) {
    return LivePage.open(chrome, fleet.server().baseUrl() + "/live/index.html?session=" + session)
        .awaitLive()
        .awaitPicture();
  }

  private String begin(String goal) {
    Answer given =
        fleet.server().post("/sessions/" + session + "/task", Json.write(Map.of("goal", goal)));
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    return "/sessions/" + session + "/task/" + given.text("task_id");
  }

  private void awaitStatus(String task, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(fleet.server().get(task).text("status")).isEqualTo(status));
  }

  private Answer control(String body) {
    Answer answer = fleet.server().post("/sessions/" + session + "/control", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private void keys(String body) {
    Answer answer = fleet.server().post("/sessions/" + session + "/keys", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private String home() {
    return String.join(" ", fleet.in(session, "ls /home/operator"));
  }

  @Test
  void oneDrivesByTouchingAndTheOtherWatchesAndCannot() {
    awaitStatus(begin("open Terminal"), "completed");
    LivePage driving = open(one);
    LivePage watching = open(other);
    driving.type("touch by-one", Keys.ENTER);
    await().atMost(SOON).until(() -> home().contains("by-one"));
    assertThat(driving.standing()).isEqualTo("You are driving");
    watching.awaitStanding("Someone is driving");
    watching.type("touch by-other", Keys.ENTER);
    watching.awaitHint("Someone is driving. Only one can at a time.");
    driving.type("touch by-one-again", Keys.ENTER);
    await().atMost(SOON).until(() -> home().contains("by-one-again"));
    assertThat(home()).doesNotContain("by-other");
  }

  @Test
  void aPersonTakesOverInTheMiddleOfTypingAndHandsBack() {
    awaitStatus(begin("open Terminal"), "completed");
    LivePage watching = open(other);
    // Letters that no key has are typed as slowly as the terminal shows them: for many seconds.
    String words = "абвгдежзиклмнопрст ".repeat(100);
    String task =
        begin("type \"" + words + "\", press ctrl+c, type \"touch by-task\", press Return");
    await()
        .atMost(SOON)
        .until(
            () ->
                fleet
                    .server()
                    .get("/sessions/" + session + "/audit?type=action")
                    .text()
                    .contains("\"verb\":\"type\""));
    Answer taken = control("{\"action\":\"take\"}");
    String lease = taken.text("lease_id");
    assertThat(fleet.server().get(task).text("status")).isEqualTo("paused");
    await()
        .atMost(SOON)
        .until(() -> fleet.server().get(task).text().contains("stopped where it was"));
    watching.awaitStanding("Someone is driving");
    keys("{\"key\":\"ctrl+c\",\"lease_id\":\"" + lease + "\"}");
    keys("{\"text\":\"touch by-hand\\n\",\"lease_id\":\"" + lease + "\"}");
    await().atMost(SOON).until(() -> home().contains("by-hand"));
    assertThat(home()).doesNotContain("by-task");
    control(
        "{\"action\":\"hand_back\",\"note\":\"cleared the line\",\"lease_id\":\"" + lease + "\"}");
    awaitStatus(task, "needs_you");
    assertThat(fleet.server().get(task).text()).contains("in the middle of this step");
    assertThat(
            fleet.server().get("/sessions/" + session + "/audit?type=control.handed_back").text())
        .contains("cleared the line");
    fleet.server().post(task + "/approve", "");
    awaitStatus(task, "completed");
    await().atMost(SOON).until(() -> home().contains("by-task"));
  }

  @Test
  void whoClosesThePageLosesControlAndTheTaskAsksBeforeItGoesOn() {
    LivePage page = open(one);
    String task = begin("wait 200 seconds, take a screenshot");
    page.awaitStanding("The assistant is working").takeControl();
    one.keepPicture("you-have-control");
    one.open("about:blank");
    awaitStatus(task, "needs_you");
    assertThat(fleet.server().get(task).text()).contains("did not hand it back");
    assertThat(fleet.server().get("/sessions/" + session + "/control").text())
        .contains("\"kind\":\"task\"");
    open(one).awaitStanding("The assistant needs you");
    fleet.server().post(task + "/cancel", "");
    awaitStatus(task, "cancelled");
  }

  @Test
  void whoseConnectionBreaksForAMomentKeepsControl() {
    LivePage page = open(one);
    begin("wait 200 seconds");
    page.awaitStanding("The assistant is working").takeControl();
    one.script(
        "window.lost = 0; new MutationObserver(() => window.lost += 1)"
            + ".observe(document.getElementById('view'), {attributeFilter: ['data-state']})");
    fleet.in(session, "pkill socat");
    one.untilTrue("window.lost >= 2");
    page.awaitLive().awaitStanding("You are driving");
    assertThat(
            fleet.server().get("/sessions/" + session + "/audit?type=control.taken").text().lines())
        .hasSize(1);
  }
}
