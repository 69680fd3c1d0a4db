package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about the server itself: how it is, its versions, models and backups. */
interface SystemContract extends Contract {
  String BACKUPS = "/system/backups";

  @Test
  default void whatIsFoundHasAKeyAndAWayOut() {
    Answer found = caller().get("/system/doctor");
    assertThat(found.status()).as(found.text()).isEqualTo(200);
    assertThat(found.list("items"))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each).containsKeys("severity", "key", "what");
              if (!each.get("severity").equals("ok")) {
                assertThat(each).containsKeys("why", "mend");
              }
            });
    assertThat(caller().get("/system/versions").json())
        .containsKeys("atelier", "java", "server", "database", "schema", "engines");
  }

  @Test
  default void aModelIsTested() {
    Answer test = caller().json("POST", "/system/models/recipe/test", "");
    assertThat(test.json()).containsEntry("ok", true).containsEntry("cost_usd", 0);
    isProblem(caller().json("POST", "/system/models/none/test", ""), 409);
    assertThat(caller().get("/audit?type=model.tested").text()).contains("\"name\":\"recipe\"");
  }

  @Test
  default void aBackupIsMadeFetchedBroughtAgainWishedForAndRemoved() {
    Answer made = caller().json("POST", BACKUPS, "");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String backup = BACKUPS + "/" + made.text("id");
    assertThat(made.header("Location")).endsWith(backup);
    assertThat(caller().get(backup).json()).isEqualTo(made.json());
    assertThat(caller().get(BACKUPS).list("items"))
        .extracting(each -> each.get("id"))
        .contains(made.text("id"));
    Answer file = caller().get(backup + "/file");
    assertThat(file.header("Content-Type")).startsWith("application/zip");
    assertThat(file.header("Content-Disposition")).contains(made.text("id"));

    Answer brought =
        caller().send("PUT", BACKUPS + "/upload", BodyPublishers.ofByteArray(file.body()));
    assertThat(brought.status()).as(brought.text()).isEqualTo(201);
    assertThat(brought.text("kind")).isEqualTo("uploaded");

    Answer asked = caller().json("POST", backup + "/restore", "");
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(caller().get("/system/restore").json()).containsKey("pending");
    isProblem(caller().json("DELETE", backup, ""), 409);
    assertThat(caller().json("DELETE", "/system/restore", "").status()).isEqualTo(204);
    assertThat(caller().json("DELETE", "/system/restore", "").status()).isEqualTo(204);
    assertThat(caller().get("/system/restore").json()).doesNotContainKey("pending");
    for (String id : new String[] {made.text("id"), brought.text("id"), asked.text("before_id")}) {
      assertThat(caller().json("DELETE", BACKUPS + "/" + id, "").status()).isEqualTo(204);
    }
    assertThat(caller().json("DELETE", BACKUPS + "/making", "").status()).isEqualTo(204);
  }

  @Test
  default void whatIsNoBackupIsRefused() {
    check(
        Stream.of(
            Mistake.of("GET", BACKUPS + "/bkp_none", 404, "no such backup"),
            Mistake.of("GET", BACKUPS + "/..%2F..%2Fdb/file", 404, ""),
            Mistake.of("DELETE", BACKUPS + "/none", 404, "no such backup"),
            Mistake.of("POST", BACKUPS + "/none/restore", 404, "no such backup")));
    isProblem(caller().send("PUT", BACKUPS + "/upload", BodyPublishers.ofString("hello")), 422);
  }
}
