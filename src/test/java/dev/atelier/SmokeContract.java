package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import org.junit.jupiter.api.Test;

/**
 * The script that proves a server after its launch finds this one well, and leaves it as it was.
 */
interface SmokeContract extends Contract {
  @Test
  default void theLaunchSmokePassesAndLeavesNothingBehind() throws Exception {
    String before = caller().get("/sessions").text();
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(caller().base().toString(), TOKEN, "--json");
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(outcome.lines("PASS")).as(outcome.errors()).hasSize(11);
    assertThat(outcome.lines("FAIL")).isEmpty();
    assertThat(Json.readObject(outcome.output())).containsEntry("ok", true);
    assertThat(outcome.output() + outcome.errors()).doesNotContain(TOKEN);
    assertThat(caller().get("/sessions").list("items")).hasSize(1);
    assertThat(before).contains(caller().get("/sessions").list("items").get(0).get("id") + "");
    assertThat(caller().get("/snapshots").text()).doesNotContain("launch-smoke");
  }

  @Test
  default void theLaunchSmokeSaysWhatToDoWithoutAToken() throws Exception {
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(caller().base().toString(), "");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL")).singleElement().asString().contains("access", "--token");
    assertThat(outcome.lines("SKIP")).hasSize(8);
  }
}
