package dev.atelier.desktop;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Copies what desktops are made of: the system, that is installed software and settings outside the
 * home, and the home. Systems go by names of the caller's choice ({@code [a-z0-9._-]}), homes by
 * their desktop and number.
 *
 * <p>Thread-safe. Every method throws {@link DesktopException} with a sentence that a person can
 * act on. What a method makes is whole when it returns; when it throws, nothing of it is left that
 * a second call with the same arguments does not replace.
 */
public interface DesktopCopies {

  /** A disk for the desktop that none of its makings had before; nothing is made. */
  default Disk next(String id, Disk present) {
    int number = present.home() + 1;
    return new Disk(Optional.of(id + "." + number), number);
  }

  /**
   * Does work while nothing on the desktop moves, so that files belong together; a browser gets a
   * moment before to write down its tabs. A desktop that does not run is left as it is, one that
   * runs goes on afterwards, however the work ends; the work may remove it, and hold it still again
   * within.
   */
  <T> T whileStill(String id, Supplier<T> work);

  /**
   * Keeps the desktop's system under a name, and replaces what had it before.
   *
   * @return how much it holds beyond what the desktop was made from, in bytes
   */
  long keepSystem(DesktopSpec spec, String name);

  /** Gives a kept system a second name; it is gone when both are dropped. */
  void nameSystem(String name, String second);

  /** Forgets a name. Idempotent; desktops made from the system run on. */
  void dropSystem(String name);

  /** The names of all kept systems of this server. */
  Set<String> systems();

  /**
   * Writes a home as a tar archive, its entries named relative to the home. Programs may still be
   * at work in it, unless {@link #whileStill} holds them.
   */
  void readHome(String id, int home, OutputStream tar);

  /**
   * Makes a home from such an archive, in place of what was there; not for a home in use.
   * Everything in it belongs to the desktop's user.
   */
  void writeHome(String id, int home, InputStream tar);

  /** Removes all of the desktop's homes but this one. Idempotent. */
  void dropOtherHomes(String id, int home);

  /** The desktops that have homes here, with the numbers of these. */
  Map<String, Set<Integer>> homes();
}
