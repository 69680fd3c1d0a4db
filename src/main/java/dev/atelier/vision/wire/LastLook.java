package dev.atelier.vision.wire;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;

/** What a model is shown of the screen, and what it has seen last. Used by one thread. */
public final class LastLook {
  private final int longest;
  private final int shortest;
  private Screenshot shown;
  private SentPicture sent;
  private Size screen;
  private boolean isNew;
  private boolean hasNewSize;

  /**
   * @param longest pixels that the long side of a picture may have
   * @param shortest pixels that the short side may have
   */
  public LastLook(int longest, int shortest) {
    this.longest = longest;
    this.shortest = shortest;
  }

  /** Looks at the screen as it is now. */
  public void at(Screenshot now) {
    isNew = shown == null || !shown.showsTheSameAs(now);
    Size size = new Size(now.width(), now.height());
    hasNewSize = screen != null && !screen.equals(size);
    screen = size;
    if (isNew) {
      shown = now;
      sent = SentPicture.within(longest, shortest, now);
    }
  }

  /** Whether the model must be sent the picture, as it does not have just that one. */
  public boolean isNew() {
    return isNew;
  }

  /** Whether the screen is of another size than at the look before. */
  public boolean hasNewSize() {
    return hasNewSize;
  }

  public SentPicture sent() {
    return sent;
  }

  /** Of the screen itself. */
  public Size screen() {
    return screen;
  }

  /** From now on the model is not sure to have the picture. */
  public void forget() {
    shown = null;
  }
}
