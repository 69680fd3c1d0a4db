package dev.atelier.vision.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name says about it.
 *
 * @param name as the API knows it
 * @param generation 55 for 5.5; of a name that says none, that of the newest models
 */
record ClaudeModel(String name, String family, int generation) {
  private static final Pattern FAMILY_FIRST =
      Pattern.compile("(opus|sonnet|haiku|fable|mythos)-(\\d)(?:[-.](\\d)(?!\\d))?(?!\\d)");
  private static final Pattern NUMBER_FIRST =
      Pattern.compile("claude-(\\d)(?:[-.](\\d))?-(opus|sonnet|haiku)");
  private static final int NEWEST = 55;

  static ClaudeModel named(String name) {
    Matcher now = FAMILY_FIRST.matcher(name);
    if (now.find()) {
      return new ClaudeModel(name, now.group(1), generation(now.group(2), now.group(3)));
    }
    Matcher then = NUMBER_FIRST.matcher(name);
    if (then.find()) {
      return new ClaudeModel(name, then.group(3), generation(then.group(1), then.group(2)));
    }
    return new ClaudeModel(name, "", NEWEST);
  }

  private static int generation(String major, String minor) {
    return Integer.parseInt(major) * 10 + (minor == null ? 0 : Integer.parseInt(minor));
  }

  /** The newest computer tool it takes. */
  ComputerTool computerTool() {
    int firstWithToolset = family.equals("opus") ? 48 : 50;
    if (generation >= firstWithToolset) {
      return ComputerTool.TOOLSET_20260801;
    }
    int firstWithZoom = family.equals("opus") ? 45 : 46;
    return generation >= firstWithZoom
        ? ComputerTool.COMPUTER_20251124
        : ComputerTool.COMPUTER_20250124;
  }

  /** Whether its thinking counts only behind the very messages it was thought on. */
  boolean bindsThinking() {
    return generation > 50;
  }
}
