package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import java.util.Optional;
import java.util.OptionalInt;

/** Where on the screen, as a person writes it. */
sealed interface Place {

  /** How the person would name it in a sentence. */
  String told();

  /** At these pixels. */
  record AtPoint(Point point) implements Place {
    @Override
    public String told() {
      return point.toString();
    }
  }

  /**
   * Where these words are.
   *
   * @param ordinal which of several, from 1 in reading order; -1 for the last
   * @param beside another phrase that says which one is meant
   */
  record AtWords(String phrase, OptionalInt ordinal, Optional<Beside> beside) implements Place {
    static AtWords of(String phrase) {
      return new AtWords(phrase, OptionalInt.empty(), Optional.empty());
    }

    @Override
    public String told() {
      return "“" + phrase + "”" + beside.map(other -> " " + other.told()).orElse("");
    }
  }

  /** A direction and the phrase it is seen from. */
  record Beside(Direction direction, String phrase) {
    String told() {
      return direction.told() + " “" + phrase + "”";
    }
  }

  /** Which side of something. */
  enum Direction {
    NEAR("near"),
    BELOW("below"),
    ABOVE("above"),
    RIGHT("right of"),
    LEFT("left of");

    private final String told;

    Direction(String told) {
      this.told = told;
    }

    String told() {
      return told;
    }
  }
}
