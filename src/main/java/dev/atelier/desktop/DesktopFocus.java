package dev.atelier.desktop;

import java.util.Optional;

/**
 * Asks the browsers of desktops which page what is typed goes to: the browser itself, by its
 * interface for people who do not see, since whatever is drawn on the screen may be a page's work.
 * Thread-safe.
 */
public interface DesktopFocus {

  /** Questions to one desktop, by one thread, for a minute at most. */
  interface Talk extends AutoCloseable {

    /**
     * The field at that place of the screen, where it has the keyboard's focus, in the active
     * window, which is a browser's of the system; empty when any of that is not so or cannot be
     * told.
     *
     * @throws DesktopException when the desktop does not answer within seconds
     */
    Optional<FocusedField> at(Point place);

    @Override
    void close();
  }

  /**
   * Begins to ask.
   *
   * @throws DesktopException when the desktop was made from an image that cannot tell
   */
  Talk begin(String id);
}
