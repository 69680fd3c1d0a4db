package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is promised to models that come by the Model Context Protocol, with its SDK's client. */
interface McpContract extends RolesContract {
  List<String> READING = List.of("list_desktops", "screenshot", "task");

  private String desktop() {
    return session().replace("/sessions/", "");
  }

  private Map<String, Object> here(Object... more) {
    Map<String, Object> arguments = new java.util.HashMap<>(Map.of("desktop", desktop()));
    for (int n = 0; n < more.length; n += 2) {
      arguments.put(more[n].toString(), more[n + 1]);
    }
    return arguments;
  }

  @Test
  default void eachRoleIsShownItsToolsAndRefusedTheOthers() {
    try (McpGuest viewer = McpGuest.of(somebody("viewer"));
        McpGuest operator = McpGuest.of(somebody("operator"))) {
      List<Tool> reading = viewer.client().listTools().tools();
      assertThat(reading).extracting(Tool::name).containsAll(READING);
      assertThat(reading)
          .allSatisfy(tool -> assertThat(tool.annotations().readOnlyHint()).isTrue());
      assertThat(operator.client().listTools().tools())
          .hasSizeGreaterThan(reading.size())
          .extracting(Tool::name)
          .contains("act", "run_task", "cancel_task", "approve_task", "deny_task", "create_desktop")
          .containsAll(READING);
      CallToolResult refused = viewer.call("run_task", here("goal", "wait 1 second"));
      assertThat(refused.isError()).isTrue();
      assertThat(McpGuest.words(refused))
          .isEqualTo("this needs the role operator; yours is viewer");
      assertThatThrownBy(() -> viewer.call("format_disk", Map.of()))
          .hasMessageContaining("no tool");
    }
  }

  @Test
  default void aModelLooksActsAndIsOnRecord() throws IOException {
    try (McpGuest model = McpGuest.of(somebody("operator"))) {
      assertThat(McpGuest.words(model.call("list_desktops", Map.of()))).contains(desktop());
      ImageContent screen = McpGuest.picture(model.call("screenshot", here()));
      byte[] png = Base64.getDecoder().decode(screen.data());
      assertThat(screen.mimeType()).isEqualTo("image/png");
      assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1280);
      CallToolResult done =
          model.call(
              "act",
              here(
                  "actions",
                  List.of(
                      Map.of("action", "mouse_move", "coordinate", List.of(40, 50)),
                      Map.of("action", "cursor_position"))));
      assertThat(done.isError()).as(McpGuest.words(done)).isFalse();
      assertThat(McpGuest.words(done)).contains("\"coordinate\":[40,50]");
      assertThat(McpGuest.picture(done).mimeType()).startsWith("image/");
      CallToolResult wrong =
          model.call("act", here("actions", List.of(Map.of("action", "mouse_move"))));
      assertThat(wrong.isError()).isTrue();
      assertThat(McpGuest.words(wrong)).isEqualTo("actions[0].coordinate is missing");
    }
    assertThat(caller().get(session() + "/audit?type=action").text())
        .contains("\"actor\":\"a operator\"", "actions[0].coordinate is missing");
  }

  @Test
  default void whoIsBoundToOtherDesktopsSeesNone() {
    try (McpGuest stranger = McpGuest.of(somebody("operator", "sess_other"))) {
      assertThat(McpGuest.words(stranger.call("list_desktops", Map.of())))
          .isEqualTo("{\"desktops\":[]}");
      CallToolResult refused = stranger.call("screenshot", here());
      assertThat(refused.isError()).isTrue();
      assertThat(McpGuest.words(refused)).startsWith("there is no session " + desktop());
      assertThat(McpGuest.words(stranger.call("create_desktop", Map.of("label", "x"))))
          .contains("make none");
    }
  }

  @Test
  default void aGoalIsWaitedForWithEachStepAsProgress() {
    try (McpGuest model = McpGuest.of(somebody("operator"))) {
      CallToolResult done =
          model.call("run_task", here("goal", "press Escape, then wait 1 second"));
      assertThat(done.isError()).as(McpGuest.words(done)).isFalse();
      assertThat(McpGuest.words(done)).contains("\"status\":\"completed\"");
      assertThat(McpGuest.picture(done).data()).isNotEmpty();
      assertThat(model.progress()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(model.progress().get(1)).contains("key");
    }
  }

  @Test
  default void whoDoesNotWaitIsToldTheTaskAndMayEndIt() {
    try (McpGuest model = McpGuest.of(somebody("operator"))) {
      Map<String, Object> begun =
          Json.readObject(
              McpGuest.words(model.call("run_task", here("goal", "wait 60 seconds", "wait_s", 0))));
      assertThat(begun).containsEntry("status", "running");
      Map<String, Object> task = Map.of("task_id", begun.get("task_id"));
      CallToolResult busy = model.call("act", here("actions", List.of(Map.of("action", "zoom"))));
      assertThat(busy.isError()).isTrue();
      model.call("cancel_task", task);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(McpGuest.words(model.call("task", task)))
                      .contains("\"status\":\"cancelled\""));
    }
  }

  @Test
  default void theDoorOfMcpIsAsStrictAsTheOthers() {
    String hello = McpGuest.initialize();
    Client client = caller().with("Accept", "application/json, text/event-stream");
    Answer unknown = anybody().with("Authorization", "Bearer wrong").json("POST", "/mcp", hello);
    Contract.isProblem(unknown, 401);
    assertThat(unknown.header("WWW-Authenticate")).isEqualTo("Bearer");
    Contract.isProblem(
        client.with("Origin", "https://elsewhere.example").json("POST", "/mcp", hello), 403);
    Contract.isProblem(client.json("POST", "/mcp", "x".repeat(1_100_000)), 413);
    Contract.isProblem(client.json("POST", "/mcp", "[]"), 400);
    Contract.isProblem(client.with("Mcp-Protocol-Version", "1").json("POST", "/mcp", hello), 400);
    Contract.isProblem(client.get("/mcp"), 405);
    Answer opened = client.json("POST", "/mcp", hello);
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    String id = opened.header("Mcp-Session-Id");
    Client mine = client.with("Mcp-Session-Id", id);
    String ping = McpGuest.request(7, "ping", Map.of());
    assertThat(mine.json("POST", "/mcp", ping).text()).contains("\"id\":7", "\"result\":{}");
    assertThat(mine.json("POST", "/mcp", McpGuest.request(8, "no/such", Map.of())).text())
        .contains("-32601");
    Contract.isProblem(client.json("POST", "/mcp", ping), 400);
    Client other = somebody("admin").with("Accept", "application/json, text/event-stream");
    Contract.isProblem(other.with("Mcp-Session-Id", id).json("POST", "/mcp", ping), 404);
    Contract.isProblem(other.with("Mcp-Session-Id", id).send("DELETE", "/mcp", none()), 404);
    assertThat(mine.send("DELETE", "/mcp", none()).status()).isEqualTo(204);
    Contract.isProblem(mine.json("POST", "/mcp", ping), 404);
  }

  private static java.net.http.HttpRequest.BodyPublisher none() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  @Test
  default void aRequestThatIsTakenBackIsNotWaitedForAndItsTaskGoesOn() throws Exception {
    Client client = caller().with("Accept", "application/json, text/event-stream");
    String id = client.json("POST", "/mcp", McpGuest.initialize()).header("Mcp-Session-Id");
    Client mine = client.with("Mcp-Session-Id", id);
    Map<String, Object> call =
        Map.of(
            "name",
            "run_task",
            "arguments",
            here("goal", "wait 60 seconds", "wait_s", 60),
            "_meta",
            Map.of("progressToken", 5));
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> mine.json("POST", "/mcp", McpGuest.request(1, "tools/call", call)));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> caller().get(session()).text("activity").equals("working"));
    String cancel =
        Json.write(
            Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "notifications/cancelled",
                "params",
                Map.of("requestId", 1)));
    assertThat(mine.json("POST", "/mcp", cancel).status()).isEqualTo(202);
    Answer ended = answer.get(10, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(ended.text())
        .contains("\"progressToken\":5", "goes on")
        .doesNotContain("\"result\"");
    Answer task = caller().get(session() + "/tasks?limit=1");
    assertThat(task.list("items").get(0)).containsEntry("status", "running");
    caller()
        .json(
            "POST",
            session() + "/task/" + task.list("items").get(0).get("task_id") + "/cancel",
            "");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> caller().get(session()).text("activity").equals("idle"));
  }
}
