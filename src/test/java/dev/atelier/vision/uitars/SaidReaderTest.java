package dev.atelier.vision.uitars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.Scale;
import dev.atelier.vision.wire.Unintelligible;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaidReaderTest {
  private static Said read(String answer) {
    return read(answer, true);
  }

  private static Said read(String answer, boolean mayNeedApproval) {
    Size screen = new Size(560, 280);
    return new SaidReader(new Scale(560, 280, true, screen), mayNeedApproval).read(answer);
  }

  private static String shown(String action) {
    List<Action> actions =
        ((Decision.Act) read("Thought: t\nAction: " + action).decision()).actions();
    return actions.stream()
        .map(one -> one.verb() + new TreeMap<>(one.parameters()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "click(start_box='(100,50)') # left_click{coordinate=[100, 50]}",
        "click(start_box='<|box_start|>(100, 50)<|box_end|>') # left_click{coordinate=[100, 50]}",
        "fill(secret='Bank', start_box='(100,50)') # fill{coordinate=[100, 50], secret=Bank}",
        "click(start_box='[100, 50, 120, 70]') # left_click{coordinate=[110, 60]}",
        "click(point='<point>100 50</point>') # left_click{coordinate=[100, 50]}",
        "click(start_box=\"(560,280)\") # left_click{coordinate=[559, 279]}",
        "left_double(start_box='(1,2)') # double_click{coordinate=[1, 2]}",
        "right_single(start_box='(1,2)') # right_click{coordinate=[1, 2]}",
        "drag(start_box='(1,2)', end_box='(3,4)') # left_click_drag{coordinate=[3, 4], start_coordinate=[1, 2]}",
        "drag(start_point='<point>1 2</point>', end_point='<point>3 4</point>') # left_click_drag{coordinate=[3, 4], start_coordinate=[1, 2]}",
        "hotkey(key='ctrl c') # key{text=ctrl+c}",
        "hotkey(key='ctrl+shift+t') # key{text=ctrl+shift+t}",
        "hotkey(key='enter') # key{text=enter}",
        "hotkey(key='arrowleft') # key{text=arrowleft}",
        "type(content='hello') # type{text=hello}",
        "type(content='it\\'s \\\"so\\\"') # type{text=it's \"so\"}",
        "type(content='C:\\\\dir') # type{text=C:\\dir}",
        "type(content='\\d+') # type{text=\\d+}",
        "type(content='example.org\\n') # type{text=example.org} key{text=Return}",
        "type(content='\\n') # key{text=Return}",
        "type(content='click(start_box=)') # type{text=click(start_box=)}",
        "scroll(start_box='(5,6)', direction='down') # scroll{coordinate=[5, 6], scroll_amount=5, scroll_direction=down}",
        "scroll(point='<point>5 6</point>', direction='UP') # scroll{coordinate=[5, 6], scroll_amount=5, scroll_direction=up}",
        "scroll(direction='left') # scroll{scroll_amount=5, scroll_direction=left}",
        "wait() # wait{duration=5.0}",
        "click(start_box='(1,2)')  type(content='a') # left_click{coordinate=[1, 2]} type{text=a}",
      })
  void everyActionIsRead(String action, String read) {
    assertThat(shown(action)).isEqualTo(read);
  }

  @Test
  void theWorkEnds() {
    assertThat(read("Thought: seen\nAction: finished(content='42')").decision())
        .isEqualTo(new Decision.Finish("42"));
    assertThat(read("Thought: seen\nAction: finished()").decision())
        .isEqualTo(new Decision.Finish("seen"));
    assertThat(read("Thought: help\nAction: call_user()").decision())
        .isEqualTo(new Decision.AskForApproval("help"));
    assertThat(read("Thought: help\nAction: call_user()", false).decision())
        .isEqualTo(new Decision.AskPerson("help"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "I would click the button.",
        "Thought: only that",
        "Action:",
        "Action: click",
        "Action: click(",
        "Action: click()",
        "Action: click(start_box=)",
        "Action: click(start_box='(1,2)'",
        "Action: click(start_box='(1,2)') please",
        "Action: click(start_box=(1,2))",
        "Action: click(start_box='')",
        "Action: click(start_box='(1)')",
        "Action: click(start_box='(1,2,3)')",
        "Action: click(start_box='(a,b)')",
        "Action: click(start_box='(NaN,1)')",
        "Action: click(start_box='(1e9,1)')",
        "Action: click(start_box='(99999999999999999999,1)')",
        "Action: click(start_box='(-1,1)')",
        "Action: click(start_box='(561,1)')",
        "Action: click(start_box='(1,281)')",
        "Action: click(start_box='(1,2)', start_box='(3,4)')",
        "Action: click(start_box='(1,2)', held='ctrl')",
        "Action: drag(start_box='(1,2)')",
        "Action: hotkey(key='')",
        "Action: hotkey(key='hyperdrive')",
        "Action: hotkey(key='a b c d e f g h i')",
        "Action: type()",
        "Action: type(content='')",
        "Action: type(content='it's')",
        "Action: type(content='open",
        "Action: type(content='a\\",
        "Action: scroll(start_box='(1,2)')",
        "Action: scroll(start_box='(1,2)', direction='inwards')",
        "Action: wait(time='9999')",
        "Action: press_home()",
        "Action: __import__('os')",
        "Thought: t\nAction: call_user()\nAction: wait()",
        "Action: call_user()",
        "Action: wait()\n\nfinished(content='x')",
      })
  void nonsenseIsNeverGuessedAt(String answer) {
    assertThatThrownBy(() -> read(answer))
        .isInstanceOf(Unintelligible.class)
        .message()
        .isNotBlank()
        .hasSizeLessThan(400);
  }

  @Test
  @Timeout(10)
  void hostileOutputIsRefusedQuickly() {
    assertThatThrownBy(() -> read(null)).isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("Thought" + " ".repeat(200_000) + "Action:"))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("Action: " + "wait()".repeat(100_000)))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("Action: click(start_box='" + "(1,".repeat(100_000) + "')"))
        .isInstanceOf(Unintelligible.class);
    assertThatThrownBy(() -> read("Action: click(start_box='" + "1 ".repeat(50) + "')"))
        .isInstanceOf(Unintelligible.class);
  }

  /** Computed with the model's own smart_resize. */
  @ParameterizedTest
  @CsvSource({
    "1280, 720, 1288, 728",
    "1920, 1080, 1932, 1092",
    "1024, 768, 1036, 756",
    "800, 600, 812, 588",
    "64, 64, 280, 280",
    "1366, 768, 1372, 756",
    "4096, 2304, 4088, 2296",
    "6000, 4000, 4368, 2912",
  })
  void theModelCountsOnItsOwnSize(int width, int height, int counted, int high) {
    assertThat(ModelSize.of(width, height)).isEqualTo(new ModelSize(counted, high));
  }
}
