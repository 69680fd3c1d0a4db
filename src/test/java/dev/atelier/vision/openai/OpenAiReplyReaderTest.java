package dev.atelier.vision.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiReplyReaderTest {
  /** The picture has half the screen's size. */
  private static final Scale HALF = new Scale(640, 360, false, Looks.SCREEN);

  private static Decision read(ObjectNode... items) {
    return new ReplyReader(HALF).read(new ResponsesRules().response(items)).decision();
  }

  private static Decision actions(String actions) {
    return read(ResponsesRules.computer("c", actions.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'click','button':'left','x':100,'y':50} | left_click{coordinate=[200, 100]}",
        "{'type':'click','x':639,'y':359,'keys':null} | left_click{coordinate=[1278, 718]}",
        "{'type':'click','button':'right','x':0,'y':0} | right_click{coordinate=[0, 0]}",
        "{'type':'click','button':'wheel','x':0,'y':0} | middle_click{coordinate=[0, 0]}",
        "{'type':'click','button':'left','x':0,'y':0,'keys':['CTRL']} | left_click{coordinate=[0, 0], text=CTRL}",
        "{'type':'click','button':'left','x':0,'y':0,'keys':[]} | left_click{coordinate=[0, 0]}",
        "{'type':'double_click','x':1,'y':1} | double_click{coordinate=[2, 2]}",
        "{'type':'move','x':1,'y':1} | mouse_move{coordinate=[2, 2]}",
        "{'type':'drag','path':[{'x':1,'y':1},{'x':2,'y':2}]} | left_click_drag{coordinate=[4, 4], start_coordinate=[2, 2]}",
        "{'type':'drag','path':[{'x':1,'y':1},{'x':2,'y':2},{'x':3,'y':3}]} | left_mouse_down{coordinate=[2, 2]} mouse_move{coordinate=[4, 4]} left_mouse_up{coordinate=[6, 6]}",
        "{'type':'scroll','x':1,'y':1,'scroll_x':0,'scroll_y':300} | scroll{coordinate=[2, 2], scroll_amount=3, scroll_direction=down}",
        "{'type':'scroll','x':1,'y':1,'scroll_y':-20} | scroll{coordinate=[2, 2], scroll_amount=1, scroll_direction=up}",
        "{'type':'scroll','x':1,'y':1,'scroll_x':-200,'scroll_y':0} | scroll{coordinate=[2, 2], scroll_amount=2, scroll_direction=left}",
        "{'type':'keypress','keys':['CTRL','SHIFT','T']} | key{text=CTRL+SHIFT+T}",
        "{'type':'keypress','keys':['ENTER']} | key{text=ENTER}",
        "{'type':'keypress','keys':['ARROWLEFT']} | key{text=ARROWLEFT}",
        "{'type':'type','text':'hi'} | type{text=hi}",
        "{'type':'wait'} | wait{duration=2.0}",
        "{'type':'screenshot'} | screenshot{}",
      })
  void everyActionIsRead(String action, String read) {
    Decision.Act act = (Decision.Act) actions("[" + action + "]");

    assertThat(
            act.actions().stream()
                .map(one -> one.verb() + new TreeMap<>(one.parameters()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(read);
  }

  @Test
  void aSingleActionOfOlderModelsIsReadToo() {
    ObjectNode call = ResponsesRules.computer("c", "[]");
    call.remove("actions");
    call.putObject("action").put("type", "wait");

    assertThat(read(call)).isInstanceOf(Decision.Act.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "7",
        "[7]",
        "[{}]",
        "[{'type':7}]",
        "[{'type':'explode'}]",
        "[{'type':'click','x':1}]",
        "[{'type':'click','x':'1','y':1}]",
        "[{'type':'click','x':-1,'y':1}]",
        "[{'type':'click','x':640,'y':1}]",
        "[{'type':'click','x':1e400,'y':1}]",
        "[{'type':'click','x':1,'y':1,'button':'back'}]",
        "[{'type':'click','x':1,'y':1,'force':2}]",
        "[{'type':'click','x':1,'y':1,'keys':['hyperdrive']}]",
        "[{'type':'click','x':1,'y':1,'keys':'CTRL'}]",
        "[{'type':'drag','path':[]}]",
        "[{'type':'drag','path':[{'x':1,'y':1}]}]",
        "[{'type':'drag','path':[[1,1],[2,2]]}]",
        "[{'type':'drag','path':[{'x':1,'y':1},{'x':2,'y':2}],'keys':['ALT']}]",
        "[{'type':'scroll','x':1,'y':1}]",
        "[{'type':'scroll','x':1,'y':1,'scroll_y':0,'scroll_x':0}]",
        "[{'type':'scroll','x':1,'y':1,'scroll_y':1e12}]",
        "[{'type':'scroll','scroll_y':100}]",
        "[{'type':'keypress','keys':[]}]",
        "[{'type':'keypress','keys':['']}]",
        "[{'type':'type'}]",
        "[{'type':'type','text':null}]",
        "[{'type':'wait'},{'type':'explode'}]",
      })
  void nonsenseIsNeverGuessedAt(String actions) {
    assertThatThrownBy(() -> actions(actions))
        .isInstanceOf(Unintelligible.class)
        .message()
        .isNotBlank()
        .hasSizeLessThan(400);
  }

  @Test
  void whatCannotBeAnsweredIsNotAccepted() {
    ObjectNode nameless = ResponsesRules.computer("", "[{\"type\":\"wait\"}]");
    ObjectNode other = ResponsesRules.computer("c", "[]").put("type", "web_search_call");
    ObjectNode wait = ResponsesRules.computer("c", "[{\"type\":\"wait\"}]");
    ObjectNode ask = ResponsesRules.function("f", "ask_for_approval", "{\"question\":\"?\"}");

    assertThatThrownBy(() -> read(nameless)).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(other)).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(wait, ask)).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read()).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(ResponsesRules.message(" "))).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(ResponsesRules.reasoning("hm")))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(ResponsesRules.function("f", "rm", "{}")))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(ResponsesRules.function("f", "give_up", "{")))
        .isInstanceOf(Unintelligible.class);
    ObjectNode cut = new ResponsesRules().response(wait).put("status", "incomplete");
    assertThatThrownBy(() -> new ReplyReader(HALF).read(cut)).isInstanceOf(Unintelligible.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"id\":\"sc\"}", "true", "\"sc\"", "7", "[7]", "[{}]", "[{\"id\":\" \"}]"})
  void checksThatCannotBeReadAreNotPassedOver(String checks) throws Exception {
    ObjectNode call = ResponsesRules.computer("c", "[{\"type\":\"wait\"}]");
    call.set("pending_safety_checks", Json.mapper().readTree(checks));

    assertThatThrownBy(() -> read(call)).isInstanceOf(Unintelligible.class);
  }

  @Test
  void noChecksAreNone() {
    ObjectNode call = ResponsesRules.computer("c", "[{\"type\":\"wait\"}]");
    call.putNull("pending_safety_checks");

    assertThat(read(call)).isInstanceOf(Decision.Act.class);
  }
}
