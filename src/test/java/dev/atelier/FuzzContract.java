package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to whichever operation, the server neither fails nor hangs, and says what is
 * wrong. Another seed and a longer time: {@code -Dfuzz.seed=7 -Dfuzz.seconds=600}.
 */
interface FuzzContract extends Contract {
  @Test
  @Order(Integer.MAX_VALUE - 2)
  default void nothingThatIsSentMakesTheServerFail() throws Exception {
    long seed = Long.getLong("fuzz.seed", 20261122);
    Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 30));
    System.out.println("fuzz: seed " + seed + ", " + time.toSeconds() + " s");
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
      Map<String, String> failures = fuzz.run(time);
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
