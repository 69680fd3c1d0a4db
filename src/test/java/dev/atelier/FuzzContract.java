package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to whichever operation, the server neither fails nor hangs, and says what is
 * wrong. Another seed and more rounds: {@code -Dfuzz.seed=7 -Dfuzz.rounds=1000}.
 */
interface FuzzContract extends Contract {
  /** Each operation in each of seven ways, four times. */
  int USUAL_ROUNDS = 28;

  @Test
  @Order(Integer.MAX_VALUE - 2)
  default void nothingThatIsSentMakesTheServerFail() throws Exception {
    long seed = Long.getLong("fuzz.seed", 20261122);
    int rounds = Integer.getInteger("fuzz.rounds", USUAL_ROUNDS);
    Duration time = rounds > USUAL_ROUNDS ? Duration.ofHours(1) : Duration.ofSeconds(20);
    System.out.println("fuzz: seed " + seed + ", " + rounds + " rounds");
    // Tokens of its own, so that its tasks are nobody else's.
    Map<String, String> wish = Map.of("name", "fuzz", "role", "admin");
    Answer token = caller().json("POST", "/tokens", Json.write(wish));
    Answer made = caller().json("POST", "/sessions?wait=ready", "{\"label\":\"Fuzz\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Fuzz fuzz =
        new Fuzz(
            caller().base(),
            token.text("token"),
            "/sessions/" + made.text("id"),
            anybody().get("/openapi?format=json").text(),
            seed);
    try {
      Map<String, String> failures = fuzz.run(rounds, time);
      assertThat(failures).as("seed " + seed).isEmpty();
      assertThat(caller().get("/health").json()).containsEntry("ok", true);
    } finally {
      leaveOnlyTheDesktopOfTheRun();
    }
  }

  private void leaveOnlyTheDesktopOfTheRun() {
    for (Map<String, Object> each : caller().get("/sessions").list("items")) {
      if (!session().endsWith("/" + each.get("id"))) {
        var unused = caller().json("DELETE", "/sessions/" + each.get("id") + "?purge=true", "");
      }
    }
    for (Map<String, Object> each : caller().get("/snapshots").list("items")) {
      var unused = caller().json("DELETE", "/snapshots/" + each.get("id"), "");
    }
  }
}
