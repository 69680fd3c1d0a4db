package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Shows a page in the browser; opens the browser first where none is in front. */
record GoToAddress(String address) implements RecipeStep {
  private static final Duration BROWSER_COMES = Duration.ofSeconds(20);
  private static final Duration BAR_ANSWERS = Duration.ofSeconds(2);
  private static final Duration PAGE_SHOWS = Duration.ofSeconds(6);
  private static final Set<String> PROBLEMS =
      Set.of("Problem loading page", "Server Not Found", "Unable to connect");

  @Override
  public String past() {
    return "went to " + address;
  }

  /**
   * A browser handles the key that leads to the address bar only after the page has seen it: what
   * is typed before the bar shows that it listens goes to the page and is lost.
   */
  @Override
  public Written written() {
    return Written.of(Kind.GO_TO, address);
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    return switch (scene.turn()) {
      case 0 -> toTheFront(scene);
      case 1 ->
          scene.await(BROWSER_COMES, now -> new Frame(now).showsBrowser())
              ? toTheBar("Going to the address bar")
              : new Move.Fail("no browser came up to show " + address);
      case 2, 4 -> enter(scene);
      case 3 ->
          scene.await(PAGE_SHOWS, Scene::hasChangedMuch)
              ? shown(scene, "the page is there")
              : toTheBar("The screen did not change. Going to the address bar again");
      default ->
          scene.await(PAGE_SHOWS, Scene::hasChangedMuch)
              ? shown(scene, "the page is there")
              : shown(scene, "the screen did not change after going to " + address);
    };
  }

  /** The browser may be behind another window, so that its title is clicked first. */
  private static Move toTheFront(Scene scene) {
    return new Frame(scene)
        .browserTitle()
        .map(title -> Move.andThenAsk("Bringing Firefox to the front", Action.Click.left(title)))
        .orElseGet(
            () ->
                Move.andThenAsk(
                    "Opening Firefox first", new Action.PressKey(Program.FIREFOX.keys(), 1)));
  }

  private static Move toTheBar(String reason) {
    return Move.andThenAsk(reason, new Action.PressKey(KeyChord.parse("ctrl+l"), 1));
  }

  private Move enter(Scene scene) throws InterruptedException {
    scene.await(BAR_ANSWERS, now -> now.hasChangedAcross(Scene.MORE_THAN_A_CARET));
    return Move.andThenAsk(
        "Going to " + address,
        new Action.Type(address),
        new Action.PressKey(KeyChord.parse("Return"), 1));
  }

  private Move shown(Scene scene, String note) {
    Optional<String> title = new Frame(scene).pageTitle();
    if (title.filter(PROBLEMS::contains).isPresent()) {
      return new Move.Fail("Firefox cannot show " + address + ": " + title.get());
    }
    return new Move.Done(note);
  }
}
