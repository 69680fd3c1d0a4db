package dev.atelier.vision;

import dev.atelier.desktop.Size;
import java.util.List;

/**
 * What a backend is given to work on.
 *
 * @param screen the size of the desktop's screen when the work begins
 * @param askBefore kinds of acts, in plain words, that a person wants to be asked about first
 * @param done what was done towards the goal before, in plain words, when somebody else began it
 * @param secrets that may be filled in there; empty for most desktops
 * @param spending asked before every model call
 */
public record Assignment(
    Goal goal,
    Size screen,
    List<String> askBefore,
    List<String> done,
    List<Fillable> secrets,
    Spending spending) {
  public Assignment {
    askBefore = List.copyOf(askBefore);
    done = List.copyOf(done);
    secrets = List.copyOf(secrets);
  }

  /** On a desktop for which no secrets are kept. */
  public Assignment(
      Goal goal, Size screen, List<String> askBefore, List<String> done, Spending spending) {
    this(goal, screen, askBefore, done, List.of(), spending);
  }

  /** Whether there is anything that could be filled in. */
  public boolean mayFill() {
    return !secrets.isEmpty();
  }

  /** The same work, to be taken on by another who must know what was done. */
  public Assignment after(List<String> steps) {
    return new Assignment(goal, screen, askBefore, steps, secrets, spending);
  }
}
