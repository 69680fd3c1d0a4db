package dev.atelier.vision.wire;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.UnknownVerb;
import java.util.List;
import java.util.Map;

/** Makes actions of what a model asked for, as strictly as the protocol itself. */
public final class Verbs {
  private Verbs() {}

  /**
   * @throws Unintelligible when there is no such action
   */
  public static Action read(String verb, Map<String, ?> parameters) {
    try {
      return ActionReader.read(verb, parameters);
    } catch (InvalidAction | UnknownVerb wrong) {
      throw new Unintelligible(verb + ": " + wrong.getMessage());
    }
  }

  public static Action type(String text) {
    return read("type", Map.of("text", text));
  }

  /** Presses keys together, such as {@code ctrl+l}. */
  public static Action press(String keys) {
    return read("key", Map.of("text", keys));
  }

  /** Presses keys together, each by its own name. */
  public static Action press(List<String> keys) {
    return press(String.join("+", keys.stream().map(Verbs::name).toList()));
  }

  /** As a chord is written, where a plus sign stands between keys. */
  private static String name(String key) {
    return key.equals("+") ? "plus" : key.equals(" ") ? "space" : key;
  }

  public static Action click(String verb, Point at) {
    return read(verb, Map.of("coordinate", pair(at)));
  }

  public static Action pause(double seconds) {
    return read("wait", Map.of("duration", seconds));
  }

  /** As the protocol writes a place. */
  public static List<Integer> pair(Point at) {
    return List.of(at.x(), at.y());
  }
}
