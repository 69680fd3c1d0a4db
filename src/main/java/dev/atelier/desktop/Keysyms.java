package dev.atelier.desktop;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * X11 keysym codes: of characters, and of keys by name.
 *
 * <p>Source: the X Window System protocol, appendix A “Keysym encoding”: Latin-1 is itself, any
 * other Unicode character is 0x01000000 plus its code point, function keys are in 0xFFxx.
 */
public final class Keysyms {
  public static final int RETURN = 0xFF0D;
  public static final int TAB = 0xFF09;
  public static final int SHIFT = 0xFFE1;
  private static final int BACK_SPACE = 0xFF08;
  private static final int ESCAPE = 0xFF1B;
  private static final int UNICODE = 0x01000000;

  private static final String PLAIN = "`1234567890-=[]\\;',./";
  private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";

  private static final Map<String, Integer> BY_NAME = byName();

  private Keysyms() {}

  /** The keysym that types this character. */
  public static int of(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r' -> RETURN;
      case '\t' -> TAB;
      case '\b' -> BACK_SPACE;
      case 0x1B -> ESCAPE;
      default -> isLatin1(codePoint) ? codePoint : UNICODE | codePoint;
    };
  }

  /** Whether a key types this: any character but controls without a key and broken Unicode. */
  static boolean isTypable(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', '\t', '\b', 0x1B -> true;
      default ->
          !Character.isISOControl(codePoint)
              && Character.getType(codePoint) != Character.SURROGATE
              && (codePoint & 0xFFFE) != 0xFFFE;
    };
  }

  /** The keysym of a key's name, or of a single character; names are not case-sensitive. */
  static Optional<Integer> of(String name) {
    if (name.codePointCount(0, name.length()) == 1) {
      return Optional.of(of(name.codePointAt(0)));
    }
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** What the same key means while Shift is down, on the desktop's keyboard layout (us). */
  static int shifted(int keysym) {
    int place = PLAIN.indexOf(keysym);
    if (place >= 0) {
      return SHIFTED.charAt(place);
    }
    return isLatin1(keysym) && Character.toUpperCase(keysym) <= 0xFF
        ? Character.toUpperCase(keysym)
        : keysym;
  }

  /** The small letter of the same key. */
  static int unshifted(int keysym) {
    return isLatin1(keysym) ? Character.toLowerCase(keysym) : keysym;
  }

  private static boolean isLatin1(int codePoint) {
    return (codePoint >= 0x20 && codePoint <= 0x7E) || (codePoint >= 0xA0 && codePoint <= 0xFF);
  }

  private static Map<String, Integer> byName() {
    Map<String, Integer> names =
        new HashMap<>(
            Map.ofEntries(
                entry("return", RETURN),
                entry("tab", TAB),
                entry("backspace", BACK_SPACE),
                entry("escape", ESCAPE),
                entry("delete", 0xFFFF),
                entry("insert", 0xFF63),
                entry("home", 0xFF50),
                entry("left", 0xFF51),
                entry("up", 0xFF52),
                entry("right", 0xFF53),
                entry("down", 0xFF54),
                entry("page_up", 0xFF55),
                entry("page_down", 0xFF56),
                entry("end", 0xFF57),
                entry("print", 0xFF61),
                entry("pause", 0xFF13),
                entry("menu", 0xFF67),
                entry("num_lock", 0xFF7F),
                entry("scroll_lock", 0xFF14),
                entry("caps_lock", 0xFFE5),
                entry("shift_l", SHIFT),
                entry("shift_r", 0xFFE2),
                entry("control_l", 0xFFE3),
                entry("control_r", 0xFFE4),
                entry("meta_l", 0xFFE7),
                entry("meta_r", 0xFFE8),
                entry("alt_l", 0xFFE9),
                entry("alt_r", 0xFFEA),
                entry("super_l", 0xFFEB),
                entry("super_r", 0xFFEC),
                entry("iso_level3_shift", 0xFE03),
                entry("iso_left_tab", 0xFE20),
                entry("kp_enter", 0xFF8D),
                entry("kp_add", 0xFFAB),
                entry("kp_subtract", 0xFFAD),
                entry("kp_multiply", 0xFFAA),
                entry("kp_divide", 0xFFAF),
                entry("kp_decimal", 0xFFAE)));
    for (int n = 1; n <= 24; n++) {
      names.put("f" + n, 0xFFBD + n);
    }
    for (int digit = 0; digit <= 9; digit++) {
      names.put("kp_" + digit, 0xFFB0 + digit);
    }
    Map.ofEntries(
            entry("space", ' '),
            entry("plus", '+'),
            entry("minus", '-'),
            entry("equal", '='),
            entry("comma", ','),
            entry("period", '.'),
            entry("slash", '/'),
            entry("backslash", '\\'),
            entry("semicolon", ';'),
            entry("colon", ':'),
            entry("apostrophe", '\''),
            entry("quotedbl", '"'),
            entry("grave", '`'),
            entry("asciitilde", '~'),
            entry("bracketleft", '['),
            entry("bracketright", ']'),
            entry("braceleft", '{'),
            entry("braceright", '}'),
            entry("parenleft", '('),
            entry("parenright", ')'),
            entry("less", '<'),
            entry("greater", '>'),
            entry("underscore", '_'),
            entry("asterisk", '*'),
            entry("ampersand", '&'),
            entry("percent", '%'),
            entry("dollar", '$'),
            entry("numbersign", '#'),
            entry("at", '@'),
            entry("exclam", '!'),
            entry("question", '?'),
            entry("bar", '|'),
            entry("asciicircum", '^'))
        .forEach((name, character) -> names.put(name, (int) character));
    Map.ofEntries(
            entry("enter", "return"),
            entry("esc", "escape"),
            entry("del", "delete"),
            entry("ins", "insert"),
            entry("pageup", "page_up"),
            entry("pgup", "page_up"),
            entry("prior", "page_up"),
            entry("pagedown", "page_down"),
            entry("pgdn", "page_down"),
            entry("pgdown", "page_down"),
            entry("next", "page_down"),
            entry("arrowleft", "left"),
            entry("arrowright", "right"),
            entry("arrowup", "up"),
            entry("arrowdown", "down"),
            entry("capslock", "caps_lock"),
            entry("numlock", "num_lock"),
            entry("printscreen", "print"),
            entry("spacebar", "space"),
            entry("shift", "shift_l"),
            entry("ctrl", "control_l"),
            entry("control", "control_l"),
            entry("alt", "alt_l"),
            entry("option", "alt_l"),
            entry("altgr", "iso_level3_shift"),
            entry("meta", "super_l"),
            entry("super", "super_l"),
            entry("win", "super_l"),
            entry("windows", "super_l"),
            entry("cmd", "super_l"),
            entry("command", "super_l"))
        .forEach((alias, name) -> names.put(alias, names.get(name)));
    return Map.copyOf(names);
  }
}
