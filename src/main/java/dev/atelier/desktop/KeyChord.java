package dev.atelier.desktop;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys pressed together, such as {@code ctrl+shift+t}: X keysym names joined by {@code +}, with the
 * usual aliases ({@code enter}, {@code esc}, {@code pageup}).
 *
 * @param text as it was written
 * @param keysyms X11 keysym codes in the order in which they are pressed
 */
public record KeyChord(String text, List<Integer> keysyms) {
  private static final int MOST_KEYS = 8;

  public KeyChord {
    keysyms = List.copyOf(keysyms);
  }

  /**
   * Reads a chord.
   *
   * @throws InvalidAction with the name that is not a key
   */
  public static KeyChord parse(String text) {
    String chord = text.strip();
    if (chord.isEmpty()) {
      throw new InvalidAction("text", "names no key; write for instance ctrl+l or Return");
    }
    List<Integer> keysyms = new ArrayList<>();
    for (String name : names(chord)) {
      keysyms.add(keysym(name));
    }
    if (keysyms.size() > MOST_KEYS) {
      throw new InvalidAction("text", "holds more than " + MOST_KEYS + " keys at once");
    }
    return new KeyChord(chord, asOnAKeyboard(keysyms));
  }

  private static int keysym(String name) {
    return Keysyms.of(name)
        .orElseThrow(
            () ->
                new InvalidAction(
                    "text",
                    "“"
                        + name
                        + "” is not a key; use X key names such as Return, Escape, F5, ctrl+l"));
  }

  /**
   * A chord names keys, a keysym names what they mean: with Shift the key {@code a} means {@code
   * A}, or the VNC server would let go of Shift to make an {@code a}. Without it {@code ctrl+A} is
   * how people write {@code ctrl+a}.
   */
  private static List<Integer> asOnAKeyboard(List<Integer> keysyms) {
    boolean shift = keysyms.contains(Keysyms.SHIFT);
    if (keysyms.size() == 1) {
      return keysyms;
    }
    return keysyms.stream()
        .map(keysym -> shift ? Keysyms.shifted(keysym) : Keysyms.unshifted(keysym))
        .toList();
  }

  /** Splits at {@code +}; a plus sign that stands alone or last is the key itself. */
  private static List<String> names(String chord) {
    List<String> names = new ArrayList<>();
    String rest = chord;
    while (!rest.isEmpty()) {
      int plus = rest.indexOf('+', 1);
      if (plus < 0) {
        names.add(rest.strip());
        break;
      }
      names.add(rest.substring(0, plus).strip());
      rest = rest.substring(plus + 1);
      if (rest.isEmpty()) {
        throw new InvalidAction("text", "ends with a +; write “ctrl+plus” for the plus key");
      }
    }
    return names;
  }

  @Override
  public String toString() {
    return text;
  }
}
