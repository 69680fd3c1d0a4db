package dev.atelier;

import static dev.atelier.Contract.act;
import static dev.atelier.Mistake.field;
import static dev.atelier.Mistake.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised about actions by hand. */
interface ActionsContract extends Contract {
  @Test
  default void anActionThatIsNotPossibleIsRefusedWholeAndNamed() {
    String path = session() + "/actions";
    check(
        Stream.of(
            field("POST", path, "{}", "action"),
            field("POST", path, act("mouse_move", ""), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[9999,0]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[-1,0]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":[1]"), "coordinate"),
            field("POST", path, act("mouse_move", "\"coordinate\":\"1,1\""), "coordinate"),
            field("POST", path, act("scroll", "\"scroll_direction\":\"in\""), "scroll_direction"),
            field("POST", path, act("key", "\"text\":\"hyper+NoSuchKey\""), "text"),
            field("POST", path, act("key", "\"text\":\"a\",\"repeat\":101"), "repeat"),
            field("POST", path, act("wait", "\"duration\":301"), "duration"),
            field("POST", path, act("wait", "\"duration\":-1"), "duration"),
            field("POST", path, act("zoom", "\"region\":[0,0,9999,9999]"), "region"),
            field("POST", path, act("zoom", "\"region\":[5,5,5,5]"), "region"),
            field("POST", path, act("screenshot", "\"extra\":1"), "extra"),
            field("POST", path, act("screenshot", "\"epoch\":-1"), "epoch"),
            field("POST", path, "{\"actions\":[]}", "actions"),
            field("POST", path, "{\"actions\":" + Collections.nCopies(101, "{}") + "}", "actions"),
            field(
                "POST",
                path,
                "{\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"type\"}]}",
                "actions[1].text"),
            malformed("POST", path, act("explode", ""), "left_click_drag"),
            malformed("POST", path, "{\"v\":2,\"action\":\"screenshot\"}", "version 1"),
            malformed("POST", path, "{\"actions\":[{\"action\":\"explode\"}]}", "actions[0]")));
  }

  @Test
  default void aRefusedActionIsOnRecordAndTheRecordVerifies() {
    caller().json("POST", session() + "/actions", act("explode", ""));
    String record = caller().get(session() + "/audit?type=action").text();
    assertThat(record.lines().reduce((one, next) -> next).orElse(""))
        .contains("\"phase\":\"refused\"")
        .contains("explode");
    assertThat(caller().get(session() + "/audit/verify").json()).containsEntry("ok", true);
  }

  @Test
  default void anActionTellsWhatCameOfIt() {
    Answer moved =
        caller().json("POST", session() + "/actions", act("mouse_move", "\"coordinate\":[7,9]"));
    assertThat(moved.json()).containsEntry("ok", true).containsKeys("message", "duration_ms");
    assertThat(caller().json("POST", session() + "/actions", act("cursor_position", "")).json())
        .containsEntry("coordinate", List.of(7, 9));
    Answer batch =
        caller()
            .json(
                "POST",
                session() + "/actions",
                "{\"v\":1,\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"cursor_position\"}]}");
    assertThat(batch.json()).containsEntry("ok", true);
    assertThat(batch.list("results")).hasSize(2);
    assertThat(batch.list("results").get(0).get("image").toString()).startsWith("iVBORw0KGgo");
  }

  @Test
  default void theClipboardTakesAnyTextAndIsOnRecordByItsLength() {
    String clipboard = session() + "/clipboard";
    String lines = "Grüße مرحبا 日本語 👩‍🚀\n";
    String text = lines.repeat(3000);
    String body = Json.write(Map.of("text", text));
    assertThat(caller().json("PUT", clipboard, body).status()).isEqualTo(204);
    Answer read = caller().get(clipboard);
    assertThat(read.json()).containsEntry("text", text);
    assertThat(read.header("Cache-Control")).isEqualTo("no-store");
    String record = caller().get(session() + "/audit?type=clipboard.*").text();
    assertThat(record)
        .contains("clipboard.written", "clipboard.read")
        .contains("\"characters\":" + text.codePointCount(0, text.length()))
        .doesNotContain("日本語");
    check(
        Stream.of(
            field("PUT", clipboard, "{}", "text"),
            field("PUT", clipboard, "{\"text\":1}", "text"),
            field("PUT", clipboard, "{\"text\":\"x\",\"more\":1}", "more"),
            field("PUT", clipboard, Json.write(Map.of("text", "é".repeat(131_000))), "text")));
  }
}
