package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionTest {
  private static final List<Integer> HERE = List.of(10, 20);
  private final FakeDesktop desktop = new FakeDesktop();

  static Stream<Arguments> verbs() {
    String move = "move to [10, 20]";
    return Stream.of(
        arguments("screenshot", Map.of(), List.of("look")),
        arguments("zoom", Map.of("region", List.of(0, 0, 9, 9)), List.of("look")),
        arguments("cursor_position", Map.of(), List.of()),
        arguments("mouse_move", Map.of("coordinate", HERE), List.of(move)),
        arguments("left_click", Map.of(), List.of("press LEFT", "release LEFT")),
        arguments(
            "left_click", Map.of("coordinate", HERE), List.of(move, "press LEFT", "release LEFT")),
        arguments(
            "left_click",
            Map.of("coordinate", HERE, "text", "ctrl+shift"),
            List.of(move, "press ctrl+shift", "press LEFT", "release LEFT", "release ctrl+shift")),
        arguments(
            "right_click",
            Map.of("coordinate", HERE),
            List.of(move, "press RIGHT", "release RIGHT")),
        arguments(
            "middle_click",
            Map.of("coordinate", HERE),
            List.of(move, "press MIDDLE", "release MIDDLE")),
        arguments(
            "double_click",
            Map.of("coordinate", HERE),
            List.of(move, "press LEFT", "release LEFT", "press LEFT", "release LEFT")),
        arguments(
            "triple_click",
            Map.of(),
            List.of(
                "press LEFT",
                "release LEFT",
                "press LEFT",
                "release LEFT",
                "press LEFT",
                "release LEFT")),
        arguments("left_mouse_down", Map.of("coordinate", HERE), List.of(move, "press LEFT")),
        arguments("left_mouse_up", Map.of("coordinate", HERE), List.of(move, "release LEFT")),
        arguments(
            "scroll",
            Map.of("coordinate", HERE, "scroll_direction", "left", "scroll_amount", 3),
            List.of(move, "scroll LEFT 3")),
        arguments("type", Map.of("text", "héllo 日本 🙂"), List.of("type héllo 日本 🙂")),
        arguments(
            "key",
            Map.of("text", "ctrl+l", "repeat", 2),
            List.of("press ctrl+l", "release ctrl+l", "press ctrl+l", "release ctrl+l")),
        arguments(
            "hold_key", Map.of("text", "Down", "duration", 1.5), List.of("hold Down for 1500 ms")),
        arguments("wait", Map.of("duration", 0.001), List.of()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("verbs")
  void eachVerbDoesWhatItSays(String verb, Map<String, ?> parameters, List<String> calls)
      throws InterruptedException {
    ActionReader.read(verb, parameters).performOn(desktop);

    assertThat(desktop.calls()).isEqualTo(calls);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("verbs")
  void nothingStaysPressedWhicheverCallFails(
      String verb, Map<String, ?> parameters, List<String> calls) {
    Action action = ActionReader.read(verb, parameters);
    for (String call : calls) {
      FakeDesktop failing = new FakeDesktop().failOn(call);

      assertThatExceptionOfType(DesktopException.class)
          .as("fails at “%s”", call)
          .isThrownBy(() -> action.performOn(failing));
      assertThat(failing.down()).as("down after “%s” failed", call).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("verbs")
  void readsBackWhatItWrites(String verb, Map<String, ?> parameters) {
    Action action = ActionReader.read(verb, parameters);

    assertThat(ActionReader.read(action.verb(), action.parameters())).isEqualTo(action);
  }

  @Test
  void dragMovesOnTheWayAndEndsAtItsEnd() throws InterruptedException {
    new Action.Drag(new Point(0, 0), new Point(80, 40)).performOn(desktop);

    assertThat(desktop.calls())
        .startsWith("move to [0, 0]", "press LEFT", "move to [10, 5]")
        .endsWith("move to [80, 40]", "release LEFT")
        .hasSize(11);
  }

  @Test
  void dragReleasesTheButtonWhenAMoveFails() {
    desktop.failOn("move to [80, 40]");

    assertThatThrownBy(() -> new Action.Drag(new Point(0, 0), new Point(80, 40)).performOn(desktop))
        .isInstanceOf(DesktopException.class);
    assertThat(desktop.down()).isEmpty();
  }

  @Test
  void anInterruptedDragReleasesTheButton() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Action.Drag(new Point(0, 0), new Point(80, 40)).performOn(desktop))
        .isInstanceOf(InterruptedException.class);
    assertThat(desktop.down()).isEmpty();
  }

  @Test
  void repeatedKeysStopAtAnInterrupt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Action.PressKey(KeyChord.parse("a"), 5).performOn(desktop))
        .isInstanceOf(InterruptedException.class);
    assertThat(desktop.calls()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  static Stream<Arguments> outside() {
    List<Integer> right = List.of(1280, 10);
    List<Integer> below = List.of(10, 720);
    List<Integer> negative = List.of(-1, 10);
    return Stream.of(
        arguments("mouse_move", Map.of("coordinate", right), "coordinate"),
        arguments("left_click", Map.of("coordinate", below), "coordinate"),
        arguments("triple_click", Map.of("coordinate", negative), "coordinate"),
        arguments("left_mouse_down", Map.of("coordinate", right), "coordinate"),
        arguments("left_mouse_up", Map.of("coordinate", right), "coordinate"),
        arguments(
            "scroll",
            Map.of("coordinate", right, "scroll_direction", "up", "scroll_amount", 1),
            "coordinate"),
        arguments(
            "left_click_drag",
            Map.of("start_coordinate", right, "coordinate", HERE),
            "start_coordinate"),
        arguments(
            "left_click_drag", Map.of("start_coordinate", HERE, "coordinate", below), "coordinate"),
        arguments("zoom", Map.of("region", List.of(0, 0, 1281, 10)), "region"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("outside")
  void whatIsOutsideTheScreenIsRefusedByName(String verb, Map<String, ?> parameters, String field) {
    Action action = ActionReader.read(verb, parameters);

    assertThatExceptionOfType(InvalidAction.class)
        .isThrownBy(() -> action.checkFits(desktop.size()))
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
        .withMessageContaining("1280x720");
  }

  @Test
  void theLastPixelIsOnTheScreen() {
    new Action.MoveMouse(new Point(1279, 719)).checkFits(desktop.size());
    new Action.Zoom(new Region(0, 0, 1280, 720)).checkFits(desktop.size());
  }

  @Test
  void lookingShowsThePicture() throws InterruptedException {
    Screenshot shown = new Screenshot(100, 80, new int[8000]);
    desktop.show(shown);

    assertThat(new Action.LookAtScreen().performOn(desktop).image()).containsSame(shown);
    assertThat(new Action.Zoom(new Region(1, 2, 30, 40)).performOn(desktop).image())
        .hasValueSatisfying(
            part -> {
              assertThat(part.width()).isEqualTo(30);
              assertThat(part.height()).isEqualTo(40);
            });
  }

  @Test
  void askingForTheCursorTellsWhereItIs() throws InterruptedException {
    new Action.MoveMouse(new Point(7, 8)).performOn(desktop);

    assertThat(new Action.AskCursorPosition().performOn(desktop).point()).contains(new Point(7, 8));
  }

  @Test
  void waitingEndsAtAnInterrupt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Action.Wait(Duration.ofMinutes(5)).performOn(desktop))
        .isInstanceOf(InterruptedException.class);
  }
}
