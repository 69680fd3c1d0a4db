package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionReaderTest {

  @Test
  void knowsTheVerbsOfTheContract() {
    assertThat(ActionReader.verbs())
        .containsExactly(
            "screenshot",
            "zoom",
            "cursor_position",
            "mouse_move",
            "left_click",
            "right_click",
            "middle_click",
            "double_click",
            "triple_click",
            "left_mouse_down",
            "left_mouse_up",
            "left_click_drag",
            "scroll",
            "type",
            "fill",
            "key",
            "hold_key",
            "wait");
  }

  @Test
  void anUnknownVerbNamesTheSupportedOnes() {
    assertThatExceptionOfType(UnknownVerb.class)
        .isThrownBy(() -> ActionReader.read("drag_and_drop", Map.of()))
        .withMessageContaining("drag_and_drop")
        .withMessageContaining("left_click_drag, scroll, type");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("screenshot", Map.of("region", List.of(0, 0, 1, 1)), "region"),
        arguments("mouse_move", Map.of(), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of(1)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of(1, 2, 3)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of("1", 2)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", Arrays.asList(1, null)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", "1,2"), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of(1e12, 2)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of(Double.NaN, 2)), "coordinate"),
        arguments("mouse_move", Map.of("coordinate", List.of(1, 2), "x", 1), "x"),
        arguments("left_click", Map.of("text", "ctrl+nokey"), "text"),
        arguments("left_click", Map.of("button", "left"), "button"),
        arguments("zoom", Map.of("region", List.of(5, 5, 5, 9)), "region"),
        arguments("zoom", Map.of("region", List.of(5, 5, 9)), "region"),
        arguments("scroll", Map.of("scroll_amount", 1), "scroll_direction"),
        arguments(
            "scroll",
            Map.of("scroll_direction", "sideways", "scroll_amount", 1),
            "scroll_direction"),
        arguments(
            "scroll", Map.of("scroll_direction", "UP", "scroll_amount", 1), "scroll_direction"),
        arguments("scroll", Map.of("scroll_direction", "up", "scroll_amount", 0), "scroll_amount"),
        arguments(
            "scroll", Map.of("scroll_direction", "up", "scroll_amount", 101), "scroll_amount"),
        arguments(
            "scroll", Map.of("scroll_direction", "up", "scroll_amount", 1.5), "scroll_amount"),
        arguments("type", Map.of("text", 5), "text"),
        arguments("type", Map.of(), "text"),
        arguments("type", Map.of("text", "x".repeat(100_001)), "text"),
        arguments("type", Map.of("text", "bell \u0007"), "text"),
        arguments("type", Map.of("text", "half a pair \uD83D"), "text"),
        arguments("key", Map.of("text", ""), "text"),
        arguments("key", Map.of("text", "a", "repeat", 101), "repeat"),
        arguments("hold_key", Map.of("text", "a"), "duration"),
        arguments("hold_key", Map.of("text", "a", "duration", 301), "duration"),
        arguments("wait", Map.of("duration", -0.1), "duration"),
        arguments("wait", Map.of("duration", Double.POSITIVE_INFINITY), "duration"),
        arguments("wait", Map.of("duration", "1"), "duration"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void namesTheFieldItRefuses(String verb, Map<String, ?> parameters, String field) {
    assertThatExceptionOfType(InvalidAction.class)
        .isThrownBy(() -> ActionReader.read(verb, parameters))
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
        .withMessageStartingWith(field + " ");
  }

  @Test
  void takesNullForAnOptionalFieldAsLeftOut() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("coordinate", null);
    parameters.put("text", null);

    assertThat(ActionReader.read("left_click", parameters))
        .isEqualTo(new Action.Click(MouseButton.LEFT, 1, Optional.empty(), Optional.empty()));
  }

  @Test
  void roundsCoordinatesToPixels() {
    assertThat(ActionReader.read("mouse_move", Map.of("coordinate", List.of(10.4, 10.5))))
        .isEqualTo(new Action.MoveMouse(new Point(10, 11)));
  }

  @Test
  void readsDurationsInSecondsToTheMillisecond() {
    assertThat(ActionReader.read("wait", Map.of("duration", 0.25)))
        .isEqualTo(new Action.Wait(Duration.ofMillis(250)));
    assertThat(ActionReader.read("wait", Map.of("duration", 300)))
        .isEqualTo(new Action.Wait(Duration.ofMinutes(5)));
  }
}
