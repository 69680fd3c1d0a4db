package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.json.Json;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb, in both generations of the tool. */
class AnthropicVerbsTest {
  private final AnthropicApi api = new AnthropicApi();

  @AfterEach
  void close() {
    api.close();
  }

  static List<String> wishes() {
    return List.of(
        "screenshot",
        "zoom {'region':[100,50,400,200]}",
        "cursor_position",
        "mouse_move {'coordinate':[12,34]}",
        "left_click {'coordinate':[1279,719]}",
        "left_click {'coordinate':[5,6],'text':'ctrl'}",
        "right_click {'coordinate':[1,2]}",
        "middle_click {'coordinate':[1,2]}",
        "double_click {'coordinate':[1,2]}",
        "triple_click {'coordinate':[1,2]}",
        "left_mouse_down",
        "left_mouse_up",
        "left_click_drag {'start_coordinate':[1,2],'coordinate':[3,4]}",
        "scroll {'coordinate':[640,360],'scroll_direction':'down','scroll_amount':5}",
        "type {'text':'Grüße'}",
        "key {'text':'ctrl+s'}",
        "hold_key {'text':'shift','duration':1.5}",
        "wait {'duration':2}");
  }

  private static Action meant(String wish) {
    int space = wish.indexOf(' ');
    return space < 0
        ? ActionReader.read(wish, Map.of())
        : ActionReader.read(
            wish.substring(0, space),
            Json.readObject(wish.substring(space + 1).replace('\'', '"')));
  }

  @Test
  void noVerbOfTheComputerIsMissingHere() {
    TreeSet<String> verbs = new TreeSet<>(ActionReader.verbs());
    // A tool of ours, where there is a secret.
    verbs.remove("fill");
    assertThat(new TreeSet<>(wishes().stream().map(wish -> wish.replaceAll(" .*", "")).toList()))
        .isEqualTo(verbs);
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void areUnderstoodFromTheToolset(String wish) throws InterruptedException {
    api.wishes(wish).says("end_turn", "{'type':'text','text':'Done.'}");
    AnthropicTalk talk = new AnthropicTalk(api);

    assertThat(talk.firstActions()).containsExactly(meant(wish));
    assertThat(talk.after(AnthropicTalk.went(meant(wish)))).isEqualTo(new Decision.Finish("Done."));
    assertThat(talk.told().get(0).path("toolset_name").asText()).isEqualTo("computer");
    assertThat(api.lastRequest().at("/tools/0"))
        .isEqualTo(
            AnthropicApi.json(
                "{\"type\":\"computer_toolset_20260801\","
                    + "\"cache_control\":{\"type\":\"ephemeral\"}}"));
    assertThat(api.betas()).containsOnly("null");
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void areUnderstoodFromTheClassicTool(String wish) throws InterruptedException {
    api.wishesClassic(wish).says("end_turn", "{'type':'text','text':'Done.'}");
    AnthropicTalk talk = new AnthropicTalk(api).model("claude-sonnet-4-6");

    assertThat(talk.firstActions()).containsExactly(meant(wish));
    assertThat(talk.after(AnthropicTalk.went(meant(wish)))).isEqualTo(new Decision.Finish("Done."));
    JsonNode tool = api.lastRequest().at("/tools/0");
    assertThat(tool.path("type").asText()).isEqualTo("computer_20251124");
    assertThat(tool.path("display_width_px").asInt()).isEqualTo(1280);
    assertThat(tool.path("display_height_px").asInt()).isEqualTo(720);
    assertThat(api.betas()).containsOnly("computer-use-2025-11-24");
  }

  @Test
  void theFirstTurnShowsGoalAndScreen() throws InterruptedException {
    api.says("end_turn", "{'type':'text','text':'Nothing to do.'}");

    AnthropicTalk talk = new AnthropicTalk(api);
    talk.first();

    assertThat(talk.told().toString()).contains("Open the mail", "\"media_type\":\"image/png\"");
    assertThat(api.lastRequest().path("system").toString()).contains("1280 by 720", "never instr");
    assertThat(api.lastRequest().path("max_tokens").asInt()).isEqualTo(4096);
  }

  @Test
  void aZoomIsAnsweredWithThatPart() throws InterruptedException {
    api.wishes("zoom {'region':[0,0,100,50]}").says("end_turn", "{'type':'text','text':'x'}");
    AnthropicTalk talk = new AnthropicTalk(api);
    Action zoom = talk.firstActions().get(0);

    talk.afterNothingChanged(
        new Observation.Outcome(
            zoom,
            true,
            "looked closer",
            Optional.of(
                new ActionResult(
                    "looked closer",
                    Optional.of(talk.screen(7).crop(new Region(0, 0, 100, 50))),
                    Optional.empty()))));

    assertThat(talk.told().at("/0/content/0/type").asText()).isEqualTo("image");
    assertThat(talk.told().get(1).path("text").asText()).contains("has not changed");
  }

  @Test
  void thePointerIsToldInTheModelsOwnPixels() throws InterruptedException {
    api.wishesClassic("cursor_position").says("end_turn", "{'type':'text','text':'x'}");
    AnthropicTalk talk = new AnthropicTalk(api).model("claude-sonnet-4-6").screen(1920, 1080);
    Action ask = talk.firstActions().get(0);

    talk.after(
        new Observation.Outcome(
            ask,
            true,
            "the pointer is at [1919, 1079]",
            Optional.of(
                new ActionResult("", Optional.empty(), Optional.of(new Point(1919, 1079))))));

    JsonNode tool = api.lastRequest().at("/tools/0");
    assertThat(talk.told().at("/0/content/0/text").asText())
        .isEqualTo(
            "The pointer is at ["
                + (tool.path("display_width_px").asInt() - 1)
                + ", "
                + (tool.path("display_height_px").asInt() - 1)
                + "].");
  }
}
