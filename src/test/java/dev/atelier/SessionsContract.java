package dev.atelier;

import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is promised about desktops. */
interface SessionsContract extends Contract {
  @Test
  default void aFieldOfANewDesktopThatIsOutOfRangeIs422AndNamed() {
    check(
        Stream.of(
            field("POST", "/sessions", "{}", "label"),
            field("POST", "/sessions", "{\"label\":null}", "label"),
            field("POST", "/sessions", "{\"label\":\"\"}", "label"),
            field("POST", "/sessions", "{\"label\":\"   \"}", "label"),
            field("POST", "/sessions", "{\"label\":7}", "label"),
            field("POST", "/sessions", "{\"label\":\"" + "x".repeat(81) + "\"}", "label"),
            field("POST", "/sessions", "{\"label\":\"a\\u0000b\"}", "label"),
            field("POST", "/sessions", labelled("\"theme\":\"pink\""), "theme"),
            field("POST", "/sessions", labelled("\"accent\":\"#fff\""), "accent"),
            field("POST", "/sessions", labelled("\"resolution\":\"huge\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":\"10x10\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":\"99999x99999\""), "resolution"),
            field("POST", "/sessions", labelled("\"resolution\":720"), "resolution"),
            field("POST", "/sessions", labelled("\"cpus\":0.01"), "cpus"),
            field("POST", "/sessions", labelled("\"cpus\":65"), "cpus"),
            field("POST", "/sessions", labelled("\"cpus\":\"2\""), "cpus"),
            field("POST", "/sessions", labelled("\"memory_mb\":1"), "memory_mb"),
            field("POST", "/sessions", labelled("\"memory_mb\":1.5"), "memory_mb"),
            field("POST", "/sessions", labelled("\"pids\":63"), "pids"),
            field("POST", "/sessions", labelled("\"disk_mb\":-1"), "disk_mb"),
            field("POST", "/sessions", labelled("\"ttl_minutes\":0"), "ttl_minutes"),
            field("POST", "/sessions", labelled("\"ttl_minutes\":43201"), "ttl_minutes"),
            field("POST", "/sessions", labelled("\"lable\":\"x\""), "lable"),
            field("POST", "/sessions?wait=never", labelled("\"cpus\":1"), "wait"),
            field("PATCH", session(), "{\"label\":\"\"}", "label"),
            field("PATCH", session(), "{\"resolution\":\"x\"}", "resolution"),
            field("PATCH", session(), "{\"theme\":\"pink\"}", "theme"),
            field("PATCH", session(), "{\"accent\":\"pink\"}", "accent"),
            field("PATCH", session(), "{\"memory_mb\":255}", "memory_mb"),
            field("PATCH", session(), "{\"ttl_minutes\":\"1\"}", "ttl_minutes"),
            field("PATCH", session(), "{\"colour\":\"pink\"}", "colour")));
    assertThat(caller().get("/sessions").list("items"))
        .extracting(item -> item.get("id"))
        .containsExactly(session().substring("/sessions/".length()));
  }

  @Test
  default void emojiCountAsOneCharacterEach() {
    Answer named = caller().json("PATCH", session(), "{\"label\":\"" + "🦊".repeat(80) + "\"}");
    assertThat(named.status()).as(named.text()).isEqualTo(200);
    assertThat(named.text("label")).isEqualTo("🦊".repeat(80));
    check(Stream.of(field("PATCH", session(), "{\"label\":\"" + "🦊".repeat(81) + "\"}", "label")));
  }

  @Test
  default void aScreenshotThatHasNotChangedIs304() {
    String path = session() + "/screenshot?width=320&format=jpeg";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Answer first = caller().get(path);
              assertThat(first.status()).isEqualTo(200);
              assertThat(first.header("Content-Type")).isEqualTo("image/jpeg");
              Answer second = caller().with("If-None-Match", first.header("ETag")).get(path);
              assertThat(second.status()).isEqualTo(304);
              assertThat(second.body()).isEmpty();
            });
    assertThat(caller().get(session() + "/screenshot").header("Content-Type"))
        .isEqualTo("image/png");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  default void aDeletedDesktopIsGoneButItsRecordStays() {
    assertThat(caller().json("DELETE", session() + "?purge=true", "").status()).isEqualTo(204);
    assertThat(caller().json("DELETE", session() + "?purge=true", "").status()).isEqualTo(404);
    assertThat(caller().get(session()).status()).isEqualTo(404);
    assertThat(caller().get(session() + "/screenshot").status()).isEqualTo(404);
    assertThat(caller().get(session() + "/audit").text()).contains("session.purged");
    assertThat(caller().get(session() + "/audit/verify").json()).containsEntry("ok", true);
    assertThat(caller().get("/sessions").list("items")).isEmpty();
  }

  private static String labelled(String more) {
    return "{\"label\":\"x\"," + more + "}";
  }
}
