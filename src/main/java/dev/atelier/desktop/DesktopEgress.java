package dev.atelier.desktop;

import java.util.List;
import java.util.Optional;

/** Holds the desktops of a runtime to what they may reach. Thread-safe. */
public interface DesktopEgress {

  /**
   * Has a desktop's rule in force as it is now, if the desktop is there; what it reached until now
   * and may reach no more is cut off.
   *
   * @throws DesktopException when it cannot be
   */
  void apply(String id);

  /**
   * Sees to it that all desktops are held to their rules, also after a crash of whatever holds
   * them, and tells what was refused. To be called every few seconds; bounded to some seconds.
   */
  List<EgressDenial> attend();

  /** Why desktops have no way out at present, in plain words; of the last look. */
  Optional<String> problem();

  /** What keeps a desktop from reaching anything, in plain words; empty when nothing does. */
  Optional<String> problem(String id);
}
