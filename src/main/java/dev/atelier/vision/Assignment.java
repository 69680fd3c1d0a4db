package dev.atelier.vision;

import dev.atelier.desktop.Size;
import java.util.List;

/**
 * What a backend is given to work on.
 *
 * @param screen the size of the desktop's screen when the work begins
 * @param askBefore kinds of acts, in plain words, that a person wants to be asked about first
 * @param done what was done towards the goal before, in plain words, when somebody else began it
 * @param spending asked before every model call
 */
public record Assignment(
    Goal goal, Size screen, List<String> askBefore, List<String> done, Spending spending) {
  public Assignment {
    askBefore = List.copyOf(askBefore);
    done = List.copyOf(done);
  }

  /** The same work, to be taken on by another who must know what was done. */
  public Assignment after(List<String> steps) {
    return new Assignment(goal, screen, askBefore, steps, spending);
  }
}
