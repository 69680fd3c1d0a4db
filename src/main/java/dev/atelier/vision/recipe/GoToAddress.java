package dev.atelier.vision.recipe;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows a page in the browser; opens the browser first where none is in front. */
record GoToAddress(String address) implements RecipeStep {
  private static final Duration BROWSER_COMES = Duration.ofSeconds(20);
  private static final Duration PAGE_SHOWS = Duration.ofSeconds(6);
  private static final int MOST_TURNS = 3;
  private static final Set<String> PROBLEMS =
      Set.of("Problem loading page", "Server Not Found", "Unable to connect");

  @Override
  public String past() {
    return "went to " + address;
  }

  @Override
  public Move next(Scene scene) throws InterruptedException {
    if (scene.turn() == 0) {
      return new Frame(scene).showsBrowser()
          ? enter(scene, "")
          : Move.andThenAsk(
              "Opening Firefox first", new Action.PressKey(Program.FIREFOX.keys(), 1));
    }
    if (!scene.frameBefore().showsBrowser()) {
      return scene.await(BROWSER_COMES, now -> new Frame(now).showsBrowser())
          ? enter(scene, "")
          : new Move.Fail("no browser came up to show " + address);
    }
    return shown(scene);
  }

  /** The browser may be behind another window, so that its title is clicked first. */
  private Move enter(Scene scene, String remark) {
    List<Action> actions = new ArrayList<>();
    new Frame(scene).browserTitle().map(Action.Click::left).ifPresent(actions::add);
    actions.add(new Action.PressKey(KeyChord.parse("ctrl+l"), 1));
    actions.add(new Action.Type(address));
    actions.add(new Action.PressKey(KeyChord.parse("Return"), 1));
    return new Move.Act(actions, "Going to " + address + remark, true);
  }

  private Move shown(Scene scene) throws InterruptedException {
    boolean changed = scene.await(PAGE_SHOWS, Scene::hasChangedMuch);
    if (!changed && scene.turn() < MOST_TURNS) {
      return enter(scene, " again, since the screen did not change");
    }
    Optional<String> title = new Frame(scene).pageTitle();
    if (title.filter(PROBLEMS::contains).isPresent()) {
      return new Move.Fail("Firefox cannot show " + address + ": " + title.get());
    }
    return new Move.Done(
        changed ? "the page is there" : "the screen did not change after going to " + address);
  }
}
