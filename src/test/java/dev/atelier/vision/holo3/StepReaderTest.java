package dev.atelier.vision.holo3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.Looks;
import dev.atelier.vision.wire.SentPicture;
import dev.atelier.vision.wire.Unintelligible;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepReaderTest {
  private static Step read(String content) {
    SentPicture sent = new SentPicture(Looks.screen(0));
    return new StepReader(sent, Looks.SCREEN, new Point(10, 20)).read(content);
  }

  private static List<Action> actions(String call) {
    Decision decision =
        read("{\"note\":null,\"thought\":\"why\",\"tool_call\":" + call + "}").decision();
    return ((Decision.Act) decision).actions();
  }

  private static String shown(List<Action> actions) {
    StringBuilder all = new StringBuilder();
    actions.forEach(action -> all.append(action.verb()).append(action.parameters()));
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'tool_name':'click_desktop','element':'OK','x':500,'y':500} | left_click{coordinate=[640, 360]}",
        "{'tool_name':'click','x':0,'y':0} | left_click{coordinate=[0, 0]}",
        "{'tool_name':'click','x':1000,'y':1000} | left_click{coordinate=[1279, 719]}",
        "{'tool_name':'click','x':932.4,'y':880} | left_click{coordinate=[1193, 634]}",
        "{'tool_name':'click_desktop','button':'right','x':1,'y':1} | right_click{coordinate=[1, 1]}",
        "{'tool_name':'double_click_desktop','x':10,'y':10} | double_click{coordinate=[13, 7]}",
        "{'tool_name':'triple_click_desktop','x':10,'y':10} | triple_click{coordinate=[13, 7]}",
        "{'tool_name':'right_click_desktop','x':10,'y':10} | right_click{coordinate=[13, 7]}",
        "{'tool_name':'middle_click_desktop','x':10,'y':10} | middle_click{coordinate=[13, 7]}",
        "{'tool_name':'move_to_desktop','x':10,'y':10} | mouse_move{coordinate=[13, 7]}",
        "{'tool_name':'mouse_down_desktop','x':10,'y':10} | left_mouse_down{coordinate=[13, 7]}",
        "{'tool_name':'mouse_up_desktop','x':10,'y':10} | left_mouse_up{coordinate=[13, 7]}",
        "{'tool_name':'drag_to_desktop','x':500,'y':500} | left_click_drag{start_coordinate=[10, 20], coordinate=[640, 360]}",
        "{'tool_name':'scroll_desktop','direction':'down','scroll_size':3,'x':500,'y':500} | scroll{coordinate=[640, 360], scroll_direction=down, scroll_amount=3}",
        "{'tool_name':'scroll','direction':'up','scroll_size':1} | scroll{scroll_direction=up, scroll_amount=1}",
        "{'tool_name':'write_desktop','content':'héllo','press_enter':false} | type{text=héllo}",
        "{'tool_name':'write','content':'a','press_enter':true} | type{text=a}key{text=Return}",
        "{'tool_name':'hotkey_desktop','keys':['ctrl','l']} | key{text=ctrl+l}",
        "{'tool_name':'hotkey_desktop','keys':['ctrl','+']} | key{text=ctrl+plus}",
        "{'tool_name':'hold_key_desktop','keys':['shift'],'seconds':1.5} | hold_key{text=shift, duration=1.5}",
        "{'tool_name':'fill_desktop','secret':'Bank','element':'the password','x':500,'y':500} | fill{secret=Bank, coordinate=[640, 360]}",
        "{'tool_name':'wait','seconds':2} | wait{duration=2.0}",
      })
  void everyToolBecomesItsAction(String call, String action) {
    List<Action> read = actions(call.replace('\'', '"'));

    assertThat(canonical(shown(read))).isEqualTo(canonical(action));
  }

  /** Some verbs give their parameters in no fixed order. */
  private static String canonical(String shown) {
    return shown
        .chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aBatchIsReadInOrderAndMindsThePointer() {
    Step step =
        read(
            """
            {"note":"n","thought":"t","tool_calls":[
              {"tool_name":"move_to_desktop","element":"a","x":100,"y":100},
              {"tool_name":"drag_to_desktop","element":"b","x":500,"y":500},
              {"tool_name":"write_desktop","content":"x","press_enter":true}]}
            """);

    assertThat(step.calls()).hasSize(3);
    List<Action> actions = ((Decision.Act) step.decision()).actions();
    assertThat(actions).hasSize(4);
    assertThat(actions.get(1)).isEqualTo(new Action.Drag(new Point(128, 72), new Point(640, 360)));
  }

  @Test
  void answersEndTheWork() {
    assertThat(
            read("{\"thought\":\"t\",\"tool_call\":{\"tool_name\":\"answer\",\"content\":\"42\"}}")
                .decision())
        .isEqualTo(new Decision.Finish("42"));
    assertThat(read("{\"tool_call\":{\"tool_name\":\"give_up\",\"content\":\"no\"}}").decision())
        .isEqualTo(new Decision.GiveUp("no"));
    assertThat(
            read("{\"tool_call\":{\"tool_name\":\"ask_for_approval\",\"question\":\"pay?\"}}")
                .decision())
        .isEqualTo(new Decision.AskForApproval("pay?"));
    assertThat(
            read("{\"tool_call\":{\"tool_name\":\"ask_person\",\"question\":\"which?\"}}")
                .decision())
        .isEqualTo(new Decision.AskPerson("which?"));
  }

  @Test
  void thinkingAndFencesAreLeftOut() {
    Step step =
        read(
            "<think>hm {</think>\n```json\n{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1}}\n```");

    assertThat(step.said()).isEqualTo("{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Reasoning: it is there;Action: click;Coordinate: [640, 360] | left_click{coordinate=[640, 360]}",
        "Action: double_click;Coordinate: (1279, 719) | double_click{coordinate=[1279, 719]}",
        "Action: write;Text: \"say \\\"hi\\\"\" | type{text=say \"hi\"}",
        "Action: hotkey;Text: ctrl l | key{text=ctrl+l}",
        "Action: scroll;Direction: Down;Coordinate: [1, 2] | scroll{coordinate=[1, 2], scroll_direction=down, scroll_amount=5}",
        "Action: wait | wait{duration=2.0}",
      })
  void theOlderTextFormIsReadToo(String text, String action) {
    Decision decision = read(text.replace(';', '\n')).decision();

    assertThat(canonical(shown(((Decision.Act) decision).actions()))).isEqualTo(canonical(action));
  }

  @Test
  void theOlderTextFormAnswers() {
    assertThat(read("Reasoning: done\nAction: answer\nText: \"all sent\"").decision())
        .isEqualTo(new Decision.Finish("all sent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "42",
        "I will click the button.",
        "{",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1,\"y\":1}} and more",
        "{\"thought\":\"t\"}",
        "{\"tool_call\":null}",
        "{\"tool_call\":[]}",
        "{\"tool_calls\":[]}",
        "{\"tool_calls\":{}}",
        "{\"tool_calls\":[1]}",
        "{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1},\"tool_calls\":[{\"tool_name\":\"wait\",\"seconds\":1}]}",
        "{\"tool_call\":{}}",
        "{\"tool_call\":{\"tool_name\":7}}",
        "{\"tool_call\":{\"tool_name\":\"format_disk\"}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":\"1\",\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":NaN,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1e999999999,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":-1,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1001,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1,\"y\":1,\"held\":\"ctrl\"}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"button\":\"fourth\",\"x\":1,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"click\",\"x\":1,\"x\":2,\"y\":1}}",
        "{\"tool_call\":{\"tool_name\":\"scroll\",\"direction\":\"in\",\"scroll_size\":1}}",
        "{\"tool_call\":{\"tool_name\":\"scroll\",\"direction\":\"up\",\"scroll_size\":100000}}",
        "{\"tool_call\":{\"tool_name\":\"scroll\",\"direction\":\"up\",\"scroll_size\":1.5}}",
        "{\"tool_call\":{\"tool_name\":\"scroll\",\"direction\":\"up\",\"scroll_size\":1,\"x\":5}}",
        "{\"tool_call\":{\"tool_name\":\"write\",\"content\":\"\",\"press_enter\":false}}",
        "{\"tool_call\":{\"tool_name\":\"write\",\"content\":7}}",
        "{\"tool_call\":{\"tool_name\":\"write\",\"content\":\"a\\u0000b\"}}",
        "{\"tool_call\":{\"tool_name\":\"write\",\"content\":\"a\",\"press_enter\":\"yes\"}}",
        "{\"tool_call\":{\"tool_name\":\"hotkey\",\"keys\":[]}}",
        "{\"tool_call\":{\"tool_name\":\"hotkey\",\"keys\":\"ctrl\"}}",
        "{\"tool_call\":{\"tool_name\":\"hotkey\",\"keys\":[\"hyperdrive\"]}}",
        "{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1e9}}",
        "{\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":-1}}",
        "{\"tool_call\":{\"tool_name\":\"answer\"}}",
        "{\"tool_call\":{\"tool_name\":\"ask_for_approval\",\"question\":\" \"}}",
        "{\"tool_calls\":[{\"tool_name\":\"wait\",\"seconds\":1},{\"tool_name\":\"answer\",\"content\":\"x\"}]}",
        "{\"note\":7,\"tool_call\":{\"tool_name\":\"wait\",\"seconds\":1}}",
        "Action:",
        "Action: dance",
        "Action: click",
        "Action: click\nCoordinate: here",
        "Action: click\nCoordinate: [1280, 5]",
        "Action: click\nCoordinate: [1e9, 5]",
        "Action: click\nAction: wait\nCoordinate: [1, 5]",
        "Action: write\nText: \"\"",
        "Action: scroll\nDirection: sideways",
        "Action: write\nText: \"first line\nsecond line\"",
        "Action: write\nText: \"first line",
        "Action: write\nText: \"",
        "Action: write\nText: \"first\\\"",
        "Action: click\nCoordinate: [1, 5]\nButton: right",
        "I will click.\nAction: click\nCoordinate: [1, 5]",
      })
  void nonsenseIsNeverGuessedAt(String content) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(Unintelligible.class)
        .message()
        .isNotBlank()
        .hasSizeLessThan(500);
  }

  @Test
  @Timeout(10)
  void hostileOutputIsRefusedQuickly() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("\n".repeat(200_000) + "Action"))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("{\"tool_call\":" + "{\"a\":".repeat(5000)))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("Action: x\n" + " ".repeat(200_000) + "\nText"))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("```" + " \n".repeat(100_000)))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read(null)).isInstanceOf(Unintelligible.class);
  }
}
