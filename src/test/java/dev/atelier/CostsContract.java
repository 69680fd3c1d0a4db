package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static dev.atelier.Mistake.field;
import static dev.atelier.Mistake.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about costs; money itself is spent in the tests of money. */
interface CostsContract extends Contract {
  String DAY_CAP = "/costs/caps/day";

  private static Map<?, ?> cap(Answer costs, String scope) {
    return (Map<?, ?>) ((Map<?, ?>) costs.json().get("caps")).get(scope);
  }

  private static double usd(Object amount) {
    return ((Number) amount).doubleValue();
  }

  @Test
  default void aCapIsChangedForAllThatShowItAndResetAgain() {
    double configured = usd(caller().get("/budget").json().get("cap_usd"));
    Answer changed = caller().json("PUT", DAY_CAP, "{\"usd\":2.5}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.text("set_by")).isEqualTo(caller().get("/whoami").text("name"));
    assertThat(usd(changed.json().get("usd"))).isEqualTo(2.5);
    assertThat(usd(caller().get("/budget").json().get("cap_usd"))).isEqualTo(2.5);
    assertThat(usd(caller().get("/api/budget").json().get("cap_usd"))).isEqualTo(2.5);
    assertThat(usd(cap(caller().get("/costs"), "day").get("usd"))).isEqualTo(2.5);
    assertThat(usd(cap(caller().get("/costs"), "day").get("configured_usd"))).isEqualTo(configured);

    assertThat(caller().json("DELETE", DAY_CAP, "").status()).isEqualTo(204);
    assertThat(caller().json("DELETE", DAY_CAP, "").status()).isEqualTo(204);
    assertThat(usd(caller().get("/budget").json().get("cap_usd"))).isEqualTo(configured);
    assertThat(caller().get("/audit?type=budget.cap_changed").text())
        .contains("\"scope\":\"day\"", "\"to\":2.5", "\"from\":2.5");
  }

  @Test
  default void aDesktopsCapMayBeSetWhereTheSettingsHaveNone() {
    String path = "/costs/caps/desktop";
    assertThat(caller().json("PUT", path, "{\"usd\":0}").json()).containsEntry("usd", 0);
    assertThat(cap(caller().get("/costs"), "desktop").get("usd")).isEqualTo(0);
    assertThat(caller().json("DELETE", path, "").status()).isEqualTo(204);
    assertThat(cap(caller().get("/costs"), "desktop").get("usd")).isNull();
  }

  @Test
  default void costsAreSumsAPictureAndATable() {
    for (String by : List.of("day", "desktop", "person", "model", "task")) {
      Answer sums = caller().get("/costs?from=2026-11-01&until=2026-11-03&by=" + by);
      assertThat(sums.status()).as(sums.text()).isEqualTo(200);
      assertThat(sums.list("items")).hasSize(by.equals("day") ? 3 : 0);
    }
    Answer chart = caller().get("/costs/chart.svg?theme=dark&width=360");
    assertThat(chart.status()).as(chart.text()).isEqualTo(200);
    assertThat(chart.header("Content-Type")).startsWith("image/svg+xml");
    assertThat(chart.text()).startsWith("<svg").contains("$0.");
    Answer file = caller().get("/costs/export.csv?from=2026-11-01&until=2026-11-03");
    assertThat(file.header("Content-Type")).startsWith("text/csv");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"costs-2026-11-01-2026-11-03.csv\"");
    assertThat(file.text()).startsWith("day,desktop,person,");
  }

  @Test
  default void wrongWishesAboutCostsNameTheField() {
    check(
        Stream.of(
            field("GET", "/costs?from=yesterday", "", "from"),
            field("GET", "/costs?until=2026-02-30", "", "until"),
            field("GET", "/costs?from=2026-11-03&until=2026-11-01", "", "until"),
            field("GET", "/costs?from=2024-11-03&until=2026-11-01", "", "until"),
            field("GET", "/costs?by=moon", "", "by"),
            field("GET", "/costs?limit=0", "", "limit"),
            field("GET", "/costs/chart.svg?theme=pink", "", "theme"),
            field("GET", "/costs/chart.svg?width=9", "", "width"),
            field("GET", "/costs/export.csv?from=x", "", "from"),
            field("PUT", "/costs/caps/week", "{\"usd\":1}", "scope"),
            field("PUT", DAY_CAP, "{}", "usd"),
            field("PUT", DAY_CAP, "{\"usd\":-1}", "usd"),
            field("PUT", DAY_CAP, "{\"usd\":\"2\"}", "usd"),
            field("PUT", DAY_CAP, "{\"usd\":0.00001}", "usd"),
            field("PUT", DAY_CAP, "{\"usd\":1,\"speed\":9}", "speed"),
            malformed("PUT", DAY_CAP, "[]", "object")));
  }

  @Test
  default void whoSeesSomeDesktopsBoundsNotThoseOfOthers() {
    Map<String, Object> wish =
        Map.of("name", "bounded", "role", "operator", "desktops", List.of("sess_other"));
    Answer token = caller().json("POST", "/tokens", Json.write(wish));
    assertThat(token.status()).as(token.text()).isEqualTo(201);
    Client bounded = anybody().with("Authorization", "Bearer " + token.text("token"));
    isProblem(bounded.json("PUT", DAY_CAP, "{\"usd\":9}"), 403);
    assertThat(bounded.get("/costs?by=task").json())
        .containsEntry("cap_reached_at", null)
        .containsEntry("items", List.of());
  }
}
