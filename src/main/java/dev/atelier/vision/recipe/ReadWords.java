package dev.atelier.vision.recipe;

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
        .or(() -> scene.words().lines().stream().findFirst().map(Match::text))
        .<Move>map(Move.Answer::new)
        .orElseGet(() -> new Move.Fail("I see no title on the screen"));
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
    Optional<String> text =
        what == What.LINE
            ? scene.words().lineAt(anchor.get().place())
            : Neighbour.of(anchor.get().place(), what, scene.words());
    return text.<Move>map(Move.Answer::new)
        .orElseGet(() -> new Move.Fail("I see “" + phrase + "”, but nothing beside it"));
  }
}
