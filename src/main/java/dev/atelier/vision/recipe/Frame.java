package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/**
 * What surrounds the content: the panel, and the title, tabs and toolbar of the browser. Their
 * words often repeat those of the page, so they are taken last. Knows the desktop image's measures.
 */
final class Frame {
  private static final String BROWSER = "Mozilla Firefox";
  private static final int TITLE_HEIGHT = 36;
  private static final int BROWSER_HEIGHT = 121;

  private final int panel;
  private final Optional<Match> title;

  Frame(Scene scene) {
    this(scene.screen(), scene.words());
  }

  Frame(Screenshot screen, WordFinder words) {
    this.panel = screen.height() - Screenshot.PANEL_HEIGHT;
    this.title =
        words.lines().stream()
            .filter(line -> line.place().centre().y() < TITLE_HEIGHT)
            .filter(
                line -> Likenesses.folded(line.text()).replace(" ", "").contains("mozlllaflrefox"))
            .findFirst();
  }

  /**
   * Where to click to have the browser in front: on its title, which may be all that can be seen of
   * it. Empty where there is none.
   */
  Optional<Point> browserTitle() {
    return title.map(line -> line.place().centre());
  }

  /** Whether a browser's title can be seen. */
  boolean showsBrowser() {
    return title.isPresent();
  }

  /** The title of the page in the browser, without the browser's own name. */
  Optional<String> pageTitle() {
    return title
        .map(line -> line.text().replaceAll("\\s*[—–-]*\\s*Mozilla\\s*Firefox.*$", "").strip())
        .filter(text -> !text.isEmpty() && !text.equals(BROWSER));
  }

  boolean holds(Region place) {
    int y = place.centre().y();
    return y >= panel || (showsBrowser() && y < BROWSER_HEIGHT);
  }

  boolean holdsInPanel(Region place) {
    return place.centre().y() >= panel;
  }
}
