package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;
import java.util.Optional;

/** Starts a program and waits until its window is there. */
record OpenProgram(Program program) implements RecipeStep {
  /** The next step may click the title too, and two clicks there change the window's size. */
  private static final Duration LONGER_THAN_A_DOUBLE_CLICK = Duration.ofMillis(500);

  private static final Duration WINDOW_COMES = Duration.ofSeconds(20);

  @Override
  public String past() {
    return "opened " + program.title();
  }

  @Override
  public Written written() {
    return Written.of(Kind.OPEN, program.title());
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    Optional<Point> browser = new Frame(scene).browserTitle();
    if (scene.turn() == 0 && program == Program.FIREFOX && browser.isPresent()) {
      return Move.once(
          "Firefox is open, bringing it to the front",
          Action.Click.left(browser.get()),
          new Action.Wait(LONGER_THAN_A_DOUBLE_CLICK));
    }
    if (scene.turn() == 0) {
      return Move.andThenAsk("Opening " + program.title(), new Action.PressKey(program.keys(), 1));
    }
    if (scene.await(WINDOW_COMES, this::isThere)) {
      return new Move.Done(program.title() + " is open");
    }
    return scene.turn() == 1
        ? byLauncher(scene)
        : new Move.Fail("no window of " + program.title() + " came up");
  }

  private boolean isThere(Scene scene) {
    return program == Program.FIREFOX ? new Frame(scene).showsBrowser() : scene.hasChangedMuch();
  }

  /** The second try: the keys may be bound to something else. */
  private Move byLauncher(Scene scene) {
    Frame frame = new Frame(scene);
    return scene.words().find(program.title()).stream()
        .filter(match -> frame.holdsInPanel(match.place()))
        .findFirst()
        .<Move>map(
            launcher ->
                Move.andThenAsk(
                    "No window came up, trying the launcher of " + program.title(),
                    Action.Click.left(launcher.place().centre())))
        .orElseGet(() -> new Move.Fail("no window of " + program.title() + " came up"));
  }
}
