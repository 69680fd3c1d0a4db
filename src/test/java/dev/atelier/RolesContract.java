package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What is promised about roles, tokens and bounds to certain desktops. */
interface RolesContract extends Contract {

  /** An operation of the OpenAPI document. */
  record Operation(String method, String path, String role) {
    /** Its address, for a desktop of this run. */
    String at(String session) {
      return path.replaceFirst("/sessions/\\{id\\}", session)
          .replaceAll("\\{task\\}", "task_none")
          .replaceAll("\\{step\\}", "1")
          .replaceAll("\\{[a-z]+\\}", "none");
    }

    boolean isOfDesktop() {
      return path.startsWith("/sessions/{id}");
    }
  }

  default List<Operation> operations() throws Exception {
    Answer document = anybody().get("/openapi?format=json");
    assertThat(document.status()).isEqualTo(200);
    List<Operation> operations = new ArrayList<>();
    JsonNode paths = Json.mapper().readTree(document.text()).path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> item : path.getValue().properties()) {
        if (item.getValue().has("responses")) {
          operations.add(
              new Operation(
                  item.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  item.getValue().path("x-role").asText("not declared")));
        }
      }
    }
    assertThat(operations).hasSizeGreaterThan(40);
    return operations;
  }

  /** Somebody with a token of that role, for all desktops or for one. */
  default Client somebody(String role, String... desktops) {
    Map<String, Object> wish =
        desktops.length == 0
            ? Map.of("name", "a " + role, "role", role)
            : Map.of("name", "a " + role, "role", role, "desktops", List.of(desktops));
    Answer made = caller().json("POST", "/tokens", Json.write(wish));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    return anybody().with("Authorization", "Bearer " + made.text("token"));
  }

  @Test
  default void everyOperationDeclaresItsRoleAndLetsNobodyInWithLess() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Client viewer = somebody("viewer");
    Client operator = somebody("operator");
    for (Operation operation : operations()) {
      String what = operation.toString();
      all.assertThat(operation.role()).as(what).isIn("none", "viewer", "operator", "admin");
      if (operation.role().equals("none")) {
        continue;
      }
      String place = operation.at(session());
      isProblem(all, what, anybody().json(operation.method(), place, ""), 401);
      if (!operation.role().equals("viewer")) {
        Answer refused = viewer.json(operation.method(), place, "");
        isProblem(all, what, refused, 403);
        all.assertThat(refused.text("detail"))
            .as(what)
            .isEqualTo("this needs the role " + operation.role() + "; yours is viewer");
      }
      if (operation.role().equals("admin")) {
        isProblem(all, what, operator.json(operation.method(), place, ""), 403);
      }
    }
    all.assertAll();
    assertThat(caller().get(session()).status()).isEqualTo(200);
  }

  @Test
  default void whoIsBoundToOtherDesktopsFindsNoneOfTheRest() throws Exception {
    SoftAssertions all = new SoftAssertions();
    Client bounded = somebody("operator", "sess_other");
    for (Operation operation : operations()) {
      if (operation.isOfDesktop()) {
        isProblem(
            all,
            operation.toString(),
            bounded.json(operation.method(), operation.at(session()), ""),
            404);
      }
    }
    all.assertThat(bounded.get("/sessions").list("items")).isEmpty();
    all.assertThat(bounded.get("/tasks").list("items")).isEmpty();
    all.assertThat(bounded.get("/snapshots").list("items")).isEmpty();
    all.assertThat(bounded.get("/budget").json()).doesNotContainKey("per_task_usd");
    isProblem(all, "make one", bounded.json("POST", "/sessions", "{\"label\":\"x\"}"), 403);
    String many =
        "{\"sessions\":[\""
            + session().replace("/sessions/", "")
            + "\"],\"goal\":\"press Escape\"}";
    isProblem(all, "give it a goal", bounded.json("POST", "/tasks", many), 422);
    all.assertAll();
    Client owner = somebody("viewer", session().replace("/sessions/", ""));
    assertThat(owner.get("/sessions").list("items")).hasSize(1);
    assertThat(owner.get(session()).status()).isEqualTo(200);
  }

  @Test
  default void aRevokedTokenOpensNothing() {
    Client program = somebody("viewer");
    assertThat(program.get("/whoami").text("name")).isEqualTo("a viewer");
    Object id =
        caller().get("/tokens").list("items").stream()
            .filter(token -> token.get("name").equals("a viewer"))
            .map(token -> token.get("id"))
            .findFirst()
            .orElseThrow();
    assertThat(caller().json("DELETE", "/tokens/" + id, "").status()).isEqualTo(204);
    isProblem(program.get("/whoami"), 401);
    assertThat(caller().get("/audit?type=auth.*").text())
        .contains("auth.token_made", "auth.token_revoked", "\"actor\":\"token\"");
  }

  @Test
  default void onlyAnAdministratorMayDeleteForGood() {
    isProblem(somebody("operator").json("DELETE", session() + "?purge=true", ""), 403);
    assertThat(caller().get(session()).status()).isEqualTo(200);
  }

  @Test
  default void wrongWishesAboutAccessNameTheField() {
    for (String[] each :
        new String[][] {
          {"/tokens", "{\"role\":\"viewer\"}", "name"},
          {"/tokens", "{\"name\":\"x\"}", "role"},
          {"/tokens", "{\"name\":\"x\",\"role\":\"root\"}", "role"},
          {"/tokens", "{\"name\":\"x\",\"role\":\"admin\",\"desktops\":[\"a\"]}", "desktops"},
          {
            "/tokens",
            "{\"name\":\"x\",\"role\":\"viewer\",\"expires_in_days\":0}",
            "expires_in_days"
          },
          {"/users", "{\"name\":\"x\",\"role\":\"viewer\",\"password\":\"short\"}", "password"},
          {
            "/users",
            "{\"name\":\"admin\",\"role\":\"viewer\",\"password\":\"long enough\"}",
            "name"
          }
        }) {
      Answer answer = caller().json("POST", each[0], each[1]);
      isProblem(answer, 422);
      assertThat(answer.text("field")).isEqualTo(each[2]);
    }
  }
}
