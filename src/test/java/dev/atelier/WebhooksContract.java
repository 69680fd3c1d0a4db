package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about webhooks; that they arrive is shown where receivers may be here. */
interface WebhooksContract extends Contract {
  @Test
  default void aWebhookIsAddedShownAndDeletedAndItsSecretToldOnce() {
    String id = session().replace("/sessions/", "");
    Answer made =
        caller()
            .json(
                "POST",
                "/webhooks",
                "{\"url\":\"https://1.1.1.1/hook?key=k\",\"events\":[\"task.needs_you\"],"
                    + "\"sessions\":[\""
                    + id
                    + "\"]}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.header("Location")).endsWith("/webhooks/" + made.text("id"));
    assertThat(made.text("secret")).startsWith("whsec_").hasSize(50);
    assertThat(made.json())
        .containsEntry("url", "https://1.1.1.1/hook?key=k")
        .containsEntry("events", List.of("task.needs_you"))
        .containsEntry("sessions", List.of(id));
    String path = "/webhooks/" + made.text("id");
    Map<String, Object> shown = caller().get(path).json();
    assertThat(shown).doesNotContainKey("secret").containsEntry("id", made.text("id"));
    assertThat(caller().get("/webhooks").list("items")).contains(shown);
    assertThat(caller().get(path + "/deliveries").list("items")).isEmpty();
    assertThat(caller().json("DELETE", path, "").status()).isEqualTo(204);
    isProblem(caller().get(path), 404);
    isProblem(caller().json("DELETE", path, ""), 404);
    assertThat(caller().get("/audit?type=webhook.*").text())
        .contains("webhook.added", "webhook.removed", "https://1.1.1.1")
        .doesNotContain("key=k", made.text("secret"));
  }

  @Test
  default void wrongWishesAboutWebhooksNameTheField() {
    check(
        Stream.concat(
            Stream.of(
                    "http://127.0.0.1:8090/hook",
                    "http://localhost/hook",
                    "http://[::1]/hook",
                    "http://[::ffff:10.0.0.1]/hook",
                    "http://169.254.169.254/latest/meta-data",
                    "http://192.168.1.1/",
                    "http://0x7f000001/",
                    "ftp://example.com/",
                    "nowhere",
                    "https://user:word@1.1.1.1/",
                    "https://no-such-host.invalid/",
                    "")
                .map(url -> field("POST", "/webhooks", "{\"url\":\"" + url + "\"}", "url")),
            Stream.of(
                field("POST", "/webhooks", "{}", "url"),
                field("POST", "/webhooks", to("\"events\":[]"), "events"),
                field("POST", "/webhooks", to("\"events\":[\"ping\"]"), "events"),
                field("POST", "/webhooks", to("\"events\":[\"task.danced\"]"), "events"),
                field("POST", "/webhooks", to("\"events\":\"task.started\""), "events"),
                field("POST", "/webhooks", to("\"sessions\":[]"), "sessions"),
                field("POST", "/webhooks", to("\"sessions\":[\"sess_none\"]"), "sessions"),
                field("POST", "/webhooks", to("\"secret\":\"hush\""), "secret"),
                field("POST", "/webhooks", to("\"speed\":9"), "speed"))));
    assertThat(caller().get("/webhooks").list("items")).isEmpty();
  }

  private static String to(String more) {
    return "{\"url\":\"https://1.1.1.1/\"," + more + "}";
  }

  @Test
  default void webhooksThatAreNotThereAre404() {
    check(
        places(
                "GET /webhooks/hook_none",
                "DELETE /webhooks/hook_none",
                "DELETE /webhooks/hook_settings",
                "POST /webhooks/hook_none/test",
                "GET /webhooks/hook_none/deliveries",
                "POST /webhooks/hook_none/deliveries/delivery_none/redeliver")
            .map(place -> Mistake.of(place[0], place[1], 404, "no webhook")));
    check(
        Stream.of(
            field("GET", "/webhooks/hook_none/deliveries?limit=0", "", "limit"),
            field("GET", "/webhooks/hook_none/deliveries?limit=201", "", "limit")));
  }
}
