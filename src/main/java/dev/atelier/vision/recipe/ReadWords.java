package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads from the screen; what it reads is the answer.
 *
 * @param what which words are asked for
 * @param phrase what they are found by; empty where nothing needs to be
 */
record ReadWords(What what, String phrase) implements RecipeStep {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SHORTEST_TITLE = 2;

  /** What can be read. */
  enum What {
    TITLE,
    SCREEN,
    LINE,
    RIGHT,
    LEFT,
    BELOW,
    ABOVE
  }

  @Override
  public String past() {
    return switch (what) {
      case TITLE -> "read the title";
      case SCREEN -> "read the screen";
      default -> "read what is at “" + phrase + "”";
    };
  }

  @Override
  public Written written() {
    return what == What.TITLE || what == What.SCREEN
        ? Written.of(Kind.READ)
        : Written.of(Kind.READ_AT, "“" + phrase + "”");
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    return switch (what) {
      case TITLE -> title(scene);
      case SCREEN -> new Move.Answer(screen(scene));
      default -> near(scene);
    };
  }

  private static Move title(Scene scene) throws InterruptedException {
    scene.await(PATIENCE, now -> new Frame(now).pageTitle().isPresent());
    Optional<String> title = new Frame(scene).pageTitle();
    return title
        .or(() -> firstWords(scene))
        .<Move>map(Move.Answer::new)
        .orElseGet(() -> new Move.Fail("I see no title on the screen"));
  }

  /** The first line without the signs on the buttons of a window, which are often read as such. */
  private static Optional<String> firstWords(Scene scene) {
    return scene.words().lines().stream()
        .map(line -> line.text().replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", ""))
        .filter(text -> text.length() >= SHORTEST_TITLE)
        .findFirst();
  }

  private static String screen(Scene scene) {
    Frame frame = new Frame(scene);
    return scene.words().lines().stream()
        .filter(line -> !frame.holds(line.place()))
        .map(Match::text)
        .collect(Collectors.joining("\n"));
  }

  private Move near(Scene scene) throws InterruptedException {
    scene.await(PATIENCE, now -> !now.words().find(phrase).isEmpty());
    Frame frame = new Frame(scene);
    List<Match> found = scene.words().find(phrase);
    Optional<Match> anchor =
        found.stream().min(Comparator.comparingInt(match -> frame.holds(match.place()) ? 1 : 0));
    if (anchor.isEmpty()) {
      return new Aim(scene).notSeen(phrase);
    }
    Rows rows = scene.words().rows();
    Region place = anchor.get().place();
    Optional<String> text =
        switch (what) {
          case RIGHT -> rows.next(place, Place.Direction.RIGHT);
          case LEFT -> rows.next(place, Place.Direction.LEFT);
          case BELOW -> rows.next(place, Place.Direction.BELOW);
          case ABOVE -> rows.next(place, Place.Direction.ABOVE);
          case LINE, TITLE, SCREEN -> rows.rowAt(place);
        };
    return text.<Move>map(Move.Answer::new)
        .orElseGet(() -> new Move.Fail("I see “" + phrase + "”, but nothing beside it"));
  }
}
