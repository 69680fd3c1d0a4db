package dev.atelier.vision;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Screenshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down what was done on a desktop as steps in plain words that can be followed again, on a
 * screen on which things may stand elsewhere. Thread-safe.
 */
public interface StepWriter {

  /**
   * The steps, one a line.
   *
   * @throws NotWritable with the number of the first that no words can tell
   */
  String write(List<Deed> deeds);

  /**
   * Something that was done.
   *
   * @param number by which people know it
   * @param picture reads what was on the screen when it was decided, anew each time: pictures are
   *     large, and a task may have hundreds
   */
  record Deed(int number, Action action, Supplier<Optional<Screenshot>> picture) {}

  /** What was done cannot be told in words that can be followed. */
  final class NotWritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param because as it follows “step 3” in a sentence
     */
    public NotWritable(int number, String because) {
      super("step " + number + " " + because);
    }
  }
}
