package dev.atelier.vision.recipe;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.Optional;

/**
 * What surrounds the content: the panel, and the title, tabs and toolbar of the browser. Their
 * words often repeat those of the page, so they are taken last. Knows the desktop image's measures.
 */
final class Frame {
  private static final String BROWSER = "Mozilla Firefox";
  private static final int PANEL_HEIGHT = 48;
  private static final int TITLE_HEIGHT = 36;
  private static final int BROWSER_HEIGHT = 121;

  private final int panel;
  private final Optional<String> title;

  Frame(Scene scene) {
    this(scene.screen(), scene.words());
  }

  Frame(Screenshot screen, WordFinder words) {
    this.panel = screen.height() - PANEL_HEIGHT;
    this.title =
        words.lines().stream()
            .filter(line -> line.place().centre().y() < TITLE_HEIGHT)
            .map(Match::text)
            .filter(text -> Likenesses.folded(text).replace(" ", "").contains("mozlllaflrefox"))
            .findFirst();
  }

  /** Whether a browser is in front. */
  boolean showsBrowser() {
    return title.isPresent();
  }

  /** The title of the page in the browser, without the browser's own name. */
  Optional<String> pageTitle() {
    return title
        .map(text -> text.replaceAll("\\s*[—–-]*\\s*Mozilla\\s*Firefox.*$", "").strip())
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
