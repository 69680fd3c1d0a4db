package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is promised about tickets, for what cannot send headers. */
interface TicketsContract extends Contract {

  default Answer ticket(String purpose) {
    Answer made =
        caller()
            .json(
                "POST",
                session() + "/tickets",
                Json.write(Map.of("purpose", purpose, "ttl_s", 60)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    return made;
  }

  @Test
  default void aTicketOpensItsDesktopInAnAddressAndThenByACookie() {
    String ticket = ticket("embed").text("ticket");
    Answer led = anybody().get(session() + "/embed?view_only=1&ticket=" + ticket);
    assertThat(led.status()).isEqualTo(307);
    assertThat(led.header("Location"))
        .endsWith(
            "/live/index.html?session="
                + session().replace("/sessions/", "")
                + "&view_only=1#ticket="
                + ticket);
    String cookie = led.header("Set-Cookie");
    assertThat(cookie)
        .startsWith("atelier_ticket=" + ticket + "; Path=" + session() + "; HttpOnly;");
    Client guest = anybody().with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(guest.get(session() + "/screenshot").status()).isEqualTo(200);
    isProblem(guest.get(session() + "/audit"), 401);
    isProblem(guest.json("POST", session() + "/pause", ""), 401);
    isProblem(guest.get("/sessions"), 401);
    isProblem(anybody().get(NOBODY + "/screenshot?ticket=" + ticket), 401);
    isProblem(anybody().get(session() + "/screenshot?ticket=" + ticket + "x"), 401);
  }

  @Test
  default void aClientsBaseAddressIsTheSingleDesktopApiOfOneDesktop() {
    Answer made = ticket("client");
    String base = java.net.URI.create(made.text("url")).getPath();
    assertThat(base).isEqualTo("/t/" + made.text("ticket"));
    assertThat(anybody().get(base + "/screenshot").header("Content-Type")).isEqualTo("image/png");
    Answer given = anybody().json("POST", base + "/api/task", "{\"goal\":\"wait 1 second\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    assertThat(given.text("stream_url")).contains(base + "/api/task/" + given.text("task_id"));
    String stream = java.net.URI.create(given.text("stream_url")).getPath();
    assertThat(anybody().get(stream).text()).contains("event: end");
    assertThat(anybody().get(base + "/api/computer/tasks").text()).contains(given.text("task_id"));
    assertThat(caller().get(session() + "/tasks").text()).contains(given.text("task_id"));
    Answer planting = anybody().get(base + "/api/budget?ticket=x%3B%20Domain%3Dexample.com");
    assertThat(planting.status()).isEqualTo(200);
    assertThat(planting.headers()).doesNotContainKey("set-cookie");
    for (String outside :
        new String[] {"", "/", "/sessions", "/tokens", "/api/../tokens", "/api/%2e%2e/tokens"}) {
      assertThat(anybody().get(base + outside).status()).as(outside).isIn(400, 401, 404);
    }
    isProblem(anybody().get(base + "x/api/tasks"), 401);
    isProblem(anybody().get("/t/" + TOKEN + "/api/tasks"), 401);
    isProblem(anybody().get(base.replace("/t/", "/sessions?ticket=")), 401);
    assertThat(caller().json("DELETE", session() + "/tickets/" + made.text("ticket"), "").status())
        .isEqualTo(204);
    isProblem(anybody().get(base + "/api/tasks"), 401);
  }

  @Test
  default void aRevokedTicketOpensNothing() {
    String ticket = ticket("stream").text("ticket");
    String task = session() + "/task/task_none?ticket=" + ticket;
    isProblem(anybody().get(task), 404);
    assertThat(caller().json("DELETE", session() + "/tickets/" + ticket, "").status())
        .isEqualTo(204);
    isProblem(anybody().get(task), 401);
    assertThat(caller().get(session() + "/audit?type=auth.*").text())
        .contains("auth.ticket_made", "auth.ticket_revoked")
        .doesNotContain(ticket);
  }

  @Test
  default void whatATokenOpenedEndsWithTheToken() throws Exception {
    Answer made =
        caller().json("POST", "/tokens", "{\"name\":\"for a while\",\"role\":\"operator\"}");
    Client program = anybody().with("Authorization", "Bearer " + made.text("token"));
    Answer ticket = program.json("POST", session() + "/tickets", "{\"purpose\":\"client\"}");
    String base = java.net.URI.create(ticket.text("url")).getPath();
    Answer task = program.json("POST", session() + "/task", "{\"goal\":\"wait 60 seconds\"}");
    assertThat(task.status()).as(task.text()).isEqualTo(202);
    String place = session() + "/task/" + task.text("task_id");
    CompletableFuture<Answer> stream =
        CompletableFuture.supplyAsync(() -> program.get(place + "/stream"));
    assertThat(anybody().get(base + "/api/tasks").status()).isEqualTo(200);
    assertThat(caller().json("DELETE", "/tokens/" + made.text("id"), "").status()).isEqualTo(204);
    isProblem(anybody().get(base + "/api/tasks"), 401);
    // It may have been cut off before its first byte.
    assertThat(stream.handle((answer, cut) -> cut != null || !answer.text().contains("event: end")))
        .succeedsWithin(Duration.ofSeconds(12))
        .isEqualTo(true);
    assertThat(caller().json("POST", place + "/cancel", "").status()).isEqualTo(202);
    isProblem(program.get(session()), 401);
  }

  @Test
  default void theTokenItselfIsNeverAcceptedInAnAddress() {
    isProblem(anybody().get(session() + "?ticket=" + TOKEN), 401);
    isProblem(anybody().get(session() + "?token=" + TOKEN + "&access_token=" + TOKEN), 401);
  }

  @Test
  default void wrongWishesForTicketsNameTheField() {
    for (String[] each :
        new String[][] {
          {"{}", "purpose"},
          {"{\"purpose\":\"all\"}", "purpose"},
          {"{\"purpose\":\"embed\",\"ttl_s\":9}", "ttl_s"},
          {"{\"purpose\":\"embed\",\"ttl_s\":86401}", "ttl_s"},
          {"{\"purpose\":\"client\",\"ttl_s\":7776001}", "ttl_s"}
        }) {
      Answer answer = caller().json("POST", session() + "/tickets", each[0]);
      isProblem(answer, 422);
      assertThat(answer.text("field")).isEqualTo(each[1]);
    }
  }
}
