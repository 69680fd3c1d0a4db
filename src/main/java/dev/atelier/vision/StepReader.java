package dev.atelier.vision;

import dev.atelier.desktop.Size;
import java.util.List;

/** Reads written steps as whoever follows them does, and follows none. Thread-safe. */
public interface StepReader {

  /**
   * The steps of a text in their order, at least one.
   *
   * @param screen how large the desktop is on which they would be followed
   * @throws GoalNotUnderstood with the first part that is no step
   */
  List<Written> read(String text, Size screen);

  /**
   * One of them.
   *
   * @param about the words that it is about, as many as its kind has
   */
  record Written(Kind kind, List<String> about) {
    public Written {
      about = List.copyOf(about);
    }

    public static Written of(Kind kind, String... about) {
      return new Written(kind, List.of(about));
    }
  }

  /** What a step does, and what it is about. */
  enum Kind {
    /** A program. */
    OPEN,
    /** An address. */
    GO_TO,
    /** A place, as for the other clicks. */
    CLICK,
    DOUBLE_CLICK,
    TRIPLE_CLICK,
    RIGHT_CLICK,
    MIDDLE_CLICK,
    /** A text. */
    TYPE,
    /** A text and a place. */
    TYPE_INTO,
    /** A place. */
    CLEAR,
    /** The name of a secret and a place. */
    FILL,
    /** Keys. */
    PRESS,
    /** Keys and seconds. */
    HOLD,
    /** Seconds. */
    WAIT,
    /** Words. */
    WAIT_FOR,
    /** Words. */
    WAIT_UNTIL_GONE,
    WAIT_UNTIL_QUIET,
    /** A direction. */
    SCROLL,
    /** Words. */
    SCROLL_TO,
    /** A place. */
    MOVE,
    /** Two places. */
    DRAG,
    READ,
    /** Words. */
    READ_AT,
    /** Words. */
    CHECK,
    /** Words. */
    CHECK_ABSENT,
    PICTURE,
    /** A question. */
    ASK
  }
}
