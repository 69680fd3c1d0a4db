package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about recipes. */
interface RecipesContract extends Contract {
  private String desktop() {
    return session().replace("/sessions/", "");
  }

  private Answer keep(Map<String, Object> recipe) {
    Answer kept = caller().json("POST", "/recipes", Json.write(recipe));
    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    assertThat(kept.header("Location")).endsWith("/recipes/" + kept.text("id"));
    return kept;
  }

  private Answer awaitEnd(String desktop, Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.json())
        .containsKeys("max_steps", "max_usd_per_day", "model", "stream_url", "transcript_url");
    String task = "/sessions/" + desktop + "/task/" + accepted.text("task_id");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !caller().get(task).text("status").equals("running"));
    return caller().get(task);
  }

  @Test
  default void aRecipeIsKeptRunChangedAndDeletedAndMadeOfATask() {
    Answer kept =
        keep(
            Map.of(
                "name",
                "A short rest",
                "goal",
                "wait {{time}} second",
                "backend",
                "recipe",
                "example",
                Map.of("time", "1")));
    assertThat(kept.json())
        .containsEntry("blanks", List.of("time"))
        .containsEntry("shared", false)
        .containsEntry("owner", "token");
    String path = "/recipes/" + kept.text("id");
    assertThat(caller().get("/recipes").list("items")).contains(kept.json());
    assertThat(caller().get("/recipes?limit=1").list("items")).hasSize(1);
    onADesktopOfItsOwn(desktop -> runAndSave(desktop, path));
    Answer changed =
        caller()
            .json("PUT", path, "{\"name\":\"Rest\",\"goal\":\"wait 1 second\",\"shared\":true}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json())
        .containsEntry("name", "Rest")
        .containsEntry("blanks", List.of())
        .containsEntry("backend", null)
        .containsEntry("created_at", kept.json().get("created_at"));
    assertThat(caller().json("DELETE", path, "").status()).isEqualTo(204);
    isProblem(caller().get(path), 404);
    assertThat(caller().get("/audit?type=recipe.*").text())
        .contains("recipe.added", "recipe.changed", "recipe.removed");
  }

  private void runAndSave(String desktop, String path) {
    Map<String, Object> run =
        Map.of("session_id", desktop, "blanks", Map.of("time", "1"), "max_steps", 5);
    Answer ended = awaitEnd(desktop, caller().json("POST", path + "/run", Json.write(run)));
    assertThat(ended.json())
        .containsEntry("goal", "wait 1 second")
        .containsEntry("status", "completed")
        .containsEntry("max_steps", 5);
    Map<String, Object> from = Map.of("session_id", desktop, "task_id", ended.text("task_id"));
    assertThat(keep(Map.of("name", "Saved", "from_task", from)).json())
        .containsEntry("goal", "wait 1 second")
        .containsEntry("backend", "recipe");
    Map<String, Object> both = Map.of("name", "x", "goal", "press Tab", "from_task", from);
    isProblem(caller().json("POST", "/recipes", Json.write(both)), 422);
  }

  @Test
  default void aRecipeGoesToAnotherServerAsOneFile() {
    Answer kept =
        keep(
            Map.of(
                "name",
                "Weather of a city",
                "description",
                "Looks it up",
                "goal",
                "open Firefox\ngo to https://w.example/{{city}}",
                "example",
                Map.of("city", "Vienna")));
    Answer file = caller().get("/recipes/" + kept.text("id") + ".yaml");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).startsWith("application/yaml");
    assertThat(file.header("Content-Disposition")).contains("Weather-of-a-city.yaml");
    Client sender = caller().with("Content-Type", "application/yaml");
    Answer read = sender.send("POST", "/recipes", BodyPublishers.ofString(file.text()));
    assertThat(read.status()).as(read.text()).isEqualTo(201);
    for (String same : List.of("name", "description", "goal", "blanks", "example", "backend")) {
      assertThat(read.json()).containsEntry(same, kept.json().get(same));
    }
    isProblem(
        sender.send("POST", "/recipes", BodyPublishers.ofString("name: &n A\ngoal: *n")), 400);
    isProblem(sender.send("POST", "/recipes", BodyPublishers.ofString("a: b: c")), 400);
    isProblem(sender.send("POST", "/recipes", BodyPublishers.ofString("name: A")), 422);
  }

  @Test
  default void wrongWishesAboutRecipesNameTheFieldOrTheBlank() {
    String run =
        "/recipes/" + keep(Map.of("name", "x", "goal", "wait {{time}}")).text("id") + "/run";
    String here = "{\"session_id\":\"" + desktop() + "\"";
    check(
        Stream.of(
            field("POST", "/recipes", "{\"goal\":\"wait\"}", "name"),
            field("POST", "/recipes", "{\"name\":\"x\"}", "goal"),
            field("POST", "/recipes", "{\"name\":\"x\",\"goal\":\"{{a b}}\"}", "goal"),
            field("POST", "/recipes", of("\"backend\":\"oracle\""), "backend"),
            field("POST", "/recipes", of("\"example\":{\"y\":\"v\"}"), "example.y"),
            field("POST", "/recipes", of("\"shared\":\"yes\""), "shared"),
            field("POST", "/recipes", of("\"owner\":\"eve\""), "owner"),
            field(
                "POST",
                "/recipes",
                "{\"name\":\"x\",\"from_task\":" + here + ",\"task_id\":\"task_none\"}}",
                "task_id"),
            field(
                "POST",
                "/recipes",
                "{\"name\":\"x\",\"from_task\":{\"session_id\":\"sess_none\",\"task_id\":\"t\"}}",
                "session_id"),
            field("POST", run, here + "}", "blanks.time"),
            field("POST", run, here + ",\"blanks\":{\"time\":\"1\",\"y\":\"v\"}}", "blanks.y"),
            field("POST", run, "{\"blanks\":{\"time\":\"1\"}}", "session_id"),
            field("POST", run, "{\"session_id\":\"sess_none\"}", "session_id"),
            field("POST", run, here + ",\"max_steps\":0}", "max_steps"),
            field("GET", "/recipes?limit=0", "", "limit"),
            field("GET", "/recipes?before=recipe_none", "", "before")));
    check(
        places(
                "GET /recipes/recipe_none",
                "GET /recipes/recipe_none.yaml",
                "DELETE /recipes/recipe_none",
                "PUT /recipes/recipe_none",
                "POST /recipes/recipe_none/run")
            .map(place -> Mistake.of(place[0], place[1], 404, "no recipe")));
  }

  private static String of(String more) {
    return "{\"name\":\"x\",\"goal\":\"wait 1 second\"," + more + "}";
  }
}
