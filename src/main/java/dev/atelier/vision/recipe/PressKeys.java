package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.List;

/**
 * Presses keys, one chord after the other.
 *
 * @param past what that does, in the past tense
 * @param doing the same in the present
 */
record PressKeys(List<KeyChord> chords, int times, String past, String doing)
    implements RecipeStep {

  static PressKeys named(List<KeyChord> chords, int times) {
    String keys =
        String.join(", ", chords.stream().map(KeyChord::text).toList())
            + (times == 1 ? "" : " " + times + " times");
    return new PressKeys(chords, times, "pressed " + keys, "Pressing " + keys);
  }

  static PressKeys doing(String chord, String past, String doing) {
    return new PressKeys(List.of(KeyChord.parse(chord)), 1, past, doing);
  }

  private static String keys(List<KeyChord> chords, int times) {
    return String.join(", ", chords.stream().map(KeyChord::text).toList())
        + (times == 1 ? "" : " × " + times);
  }

  @Override
  public Written written() {
    return Written.of(Kind.PRESS, keys(chords, times));
  }

  @Override
  public Move next(Scene scene) {
    List<Action> actions =
        chords.stream().<Action>map(chord -> new Action.PressKey(chord, times)).toList();
    return new Move.Act(actions, doing, false);
  }
}
