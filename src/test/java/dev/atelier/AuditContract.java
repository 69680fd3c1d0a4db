package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised about the record of all desktops together. */
interface AuditContract extends Contract {
  String ENTRIES = "/audit/entries";

  private String desktop() {
    return session().replace("/sessions/", "");
  }

  private Client bounded(String... desktops) {
    String wish =
        "{\"name\":\"reader\",\"role\":\"viewer\",\"desktops\":[\"%s\"]}"
            .formatted(String.join("\",\"", desktops));
    Answer made = caller().json("POST", "/tokens", wish);
    return anybody().with("Authorization", "Bearer " + made.text("token"));
  }

  @Test
  default void theWholeRecordIsReadPageByPage() {
    var unused = caller().json("POST", session() + "/actions", Contract.act("screenshot", ""));
    Answer first = caller().get(ENTRIES + "?limit=2");
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.list("items")).hasSize(2);
    Answer second = caller().get(ENTRIES + "?limit=2&before=" + first.text("next"));
    assertThat(second.list("items")).hasSize(2).doesNotContainAnyElementsOf(first.list("items"));
    assertThat(caller().get(ENTRIES + "?type=action&session_id=" + desktop()).list("items"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry).containsEntry("type", "action"));
    assertThat(caller().get(ENTRIES + "?until=2020-01-01T00:00:00Z").json())
        .containsEntry("items", List.of())
        .containsEntry("next", null);
    assertThat(caller().get(ENTRIES + "?type=session.*&q=CONTRACT&session_id=" + desktop()).text())
        .contains("session.created");
  }

  @Test
  default void nobodyReadsOfDesktopsThatAreNotTheirs() {
    assertThat(bounded("sess_other").get(ENTRIES).list("items")).isEmpty();
    assertThat(bounded("sess_other").get(ENTRIES + "?session_id=" + desktop()).list("items"))
        .isEmpty();
    assertThat(bounded("sess_other").get(ENTRIES + "?format=csv").text().lines()).hasSize(1);
    Client own = bounded(desktop());
    assertThat(own.get(ENTRIES + "?limit=500").list("items"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry).containsEntry("session_id", desktop()));
    assertThat(own.get(ENTRIES + "?session_id=server").list("items")).isEmpty();
    assertThat(caller().get(ENTRIES + "?session_id=server&type=auth.*").list("items")).isNotEmpty();
  }

  @Test
  default void whatIsFoundIsWrittenOutAsItIsFiltered() {
    for (String label : new String[] {"=1+1", "Contract"}) {
      String body = "{\"label\":\"" + label + "\"}";
      assertThat(caller().json("PATCH", session(), body).status()).isEqualTo(200);
    }
    String filter = "?type=session.renamed&session_id=" + desktop();
    Answer csv = caller().get(ENTRIES + filter + "&format=csv");
    assertThat(csv.header("Content-Disposition")).contains("audit.csv");
    assertThat(csv.text().lines().skip(1))
        .hasSizeGreaterThan(1)
        .allSatisfy(line -> assertThat(line).contains("\"session.renamed\""));
    assertThat(caller().get(ENTRIES + "?type=audit.exported&limit=1").text())
        .contains("\"format\":\"csv\"", "\"type\":\"session.renamed\"", desktop());
    Answer lines = caller().get(ENTRIES + filter + "&format=ndjson&limit=1");
    assertThat(lines.text().lines()).hasSize(1);
    String none = "&q=" + URLEncoder.encode("nothing says so \"", StandardCharsets.UTF_8);
    assertThat(caller().get(ENTRIES + filter + "&format=ndjson" + none).text()).isEmpty();
  }

  @Test
  default void mistakesInASearchNameTheField() {
    for (Map.Entry<String, String> each :
        Map.of(
                "since", "yesterday",
                "until", "2026-13-01T00:00:00Z",
                "type", "Task!",
                "limit", "0",
                "before", "here",
                "format", "xml",
                "q", "x".repeat(201))
            .entrySet()) {
      Answer answer = caller().get(ENTRIES + "?" + each.getKey() + "=" + each.getValue());
      isProblem(answer, 422);
      assertThat(answer.text("field")).isEqualTo(each.getKey());
    }
  }

  @Test
  default void allChainsAreWalkedAlongOnDemand() {
    assertThat(caller().json("POST", "/audit/integrity", "").status()).isEqualTo(202);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> caller().get("/audit/integrity").json().get("checking") == null);
    assertThat(caller().get("/audit/integrity").json())
        .containsEntry("ok", true)
        .containsEntry("first_broken", null);
  }
}
