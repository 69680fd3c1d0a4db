package dev.atelier;

import static dev.atelier.Contract.act;
import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about secrets; that they reach their fields only is shown by SecretsIT. */
interface SecretsContract extends Contract {
  private static String body(String name, String more) {
    return "{\"name\":\"" + name + "\",\"site\":\"https://bank.example\"," + more + "}";
  }

  @Test
  default void aSecretIsKeptListedReplacedAndDeletedAndItsValueNeverAnswered() {
    Answer kept =
        caller().json("POST", "/secrets", body("Contract bank", "\"value\":\"planted-value-1\""));
    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    assertThat(kept.json())
        .containsEntry("name", "Contract bank")
        .containsEntry("site", "https://bank.example")
        .containsEntry("in_sight", false)
        .containsEntry("sessions", null)
        .containsEntry("last_used_at", null)
        .doesNotContainKey("value");
    isProblem(
        caller().json("POST", "/secrets", body("Contract bank", "\"value\":\"planted-value-2\"")),
        409);
    Answer replaced =
        caller()
            .json(
                "PUT",
                "/secrets/Contract%20bank",
                "{\"site\":\"https://.bank.example\",\"value\":\"planted-value-3\"}");
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.text("site")).isEqualTo("https://.bank.example");
    Answer list = caller().get("/secrets");
    assertThat(list.list("items")).contains(replaced.json());
    assertThat(list.json()).containsEntry("problem", null);
    Answer deleted = caller().json("DELETE", "/secrets/Contract%20bank", "");
    assertThat(deleted.status()).isEqualTo(204);
    isProblem(caller().json("DELETE", "/secrets/Contract%20bank", ""), 404);
    isProblem(
        caller()
            .json(
                "PUT",
                "/secrets/Contract%20bank",
                "{\"site\":\"https://bank.example\",\"value\":\"planted-value-4\"}"),
        404);
    assertThat(caller().get("/audit?type=secret.*").text())
        .contains("secret.added", "secret.replaced", "secret.removed", "Contract bank")
        .doesNotContain("planted-value");
  }

  @Test
  default void wrongWishesAboutSecretsNameTheFieldAndDoNotTellTheValue() {
    String value = "\"value\":\"planted-value\"";
    check(
        Stream.of(
            field("POST", "/secrets", "{}", "name"),
            field("POST", "/secrets", body("a/b", value), "name"),
            field("POST", "/secrets", body("a", "\"value\":\"abc\""), "value"),
            field("POST", "/secrets", body("a", "\"value\":\"ab\\ncd\""), "value"),
            field("POST", "/secrets", "{\"name\":\"a\",\"site\":\"x y\"," + value + "}", "site"),
            field(
                "POST", "/secrets", "{\"name\":\"a\",\"site\":\"1.2.3.4\"," + value + "}", "site"),
            field("POST", "/secrets", body("a", value + ",\"sessions\":[]"), "sessions"),
            field("POST", "/secrets", body("a", value + ",\"sessions\":[\"no\"]"), "sessions"),
            field("POST", "/secrets", body("a", value + ",\"more\":1"), "more"),
            field("POST", session() + "/actions", act("fill", "\"coordinate\":[1,1]"), "secret"),
            field("POST", session() + "/actions", act("fill", "\"secret\":\"a\""), "coordinate")));
    assertThat(
            caller().json("POST", "/secrets", body("a", value + ",\"sessions\":[\"no\"]")).text())
        .doesNotContain("planted");
  }

  @Test
  default void whatIsNotKeptIsNotFilledInAndThatIsOnRecord() {
    Answer refused =
        caller()
            .json(
                "POST",
                session() + "/actions",
                act("fill", "\"secret\":\"No such\",\"coordinate\":[5,5]"));
    assertThat(refused.json()).containsEntry("ok", false);
    assertThat(refused.text("message")).contains("there is no secret “No such” for this desktop");
    assertThat(caller().get(session() + "/audit?type=action").text()).contains("No such");
  }

  @Test
  default void whoIsBoundedToDesktopsSeesWhatIsUsableThere() {
    String id = session().replace("/sessions/", "");
    String value = "\"value\":\"planted-value\"";
    Answer made = caller().json("POST", "/sessions?wait=ready", "{\"label\":\"Other\"}");
    String other = made.text("id");
    caller().json("POST", "/secrets", body("For all", value));
    caller().json("POST", "/secrets", body("For both", sessions(value, id, other)));
    caller().json("POST", "/secrets", body("For other", sessions(value, other)));
    try {
      List<Map<String, Object>> seen = bounded(id).get("/secrets").list("items");
      assertThat(seen).extracting(item -> item.get("name")).contains("For all", "For both");
      assertThat(seen).extracting(item -> item.get("name")).doesNotContain("For other");
      assertThat(seen)
          .filteredOn(item -> item.get("name").equals("For both"))
          .extracting(item -> item.get("sessions"))
          .containsExactly(List.of(id));
    } finally {
      Stream.of("For%20all", "For%20both", "For%20other")
          .forEach(name -> caller().json("DELETE", "/secrets/" + name, ""));
      caller().json("DELETE", "/sessions/" + other + "?purge=true", "");
    }
  }

  private static String sessions(String value, String... ids) {
    return value + ",\"sessions\":[\"" + String.join("\",\"", ids) + "\"]";
  }

  private Client bounded(String id) {
    Answer token =
        caller()
            .json(
                "POST",
                "/tokens",
                "{\"name\":\"bounded\",\"role\":\"operator\",\"desktops\":[\"" + id + "\"]}");
    return anybody().with("Authorization", "Bearer " + token.text("token"));
  }
}
