package dev.atelier.desktop;

import java.util.List;
import java.util.function.Consumer;

/**
 * Installs Debian packages on desktops, whose own users have no rights to. Names are those of
 * {@link PackageName}.
 *
 * <p>Thread-safe; callers see to it that only one call at a time is made for a desktop. Each line
 * that the installation prints goes to {@code progress}, on any thread. Every method throws {@link
 * DesktopException} with the installation's own last words when it fails; the desktop is then as it
 * was, unless the exception says that some of the new files may be there.
 */
public interface DesktopSoftware {

  /** The packages that the desktop has and the usual one has not, without what they depend on. */
  List<PackageName> installed(String id);

  /**
   * Installs packages on a desktop that runs; its windows stay open.
   *
   * @param alone runs what changes the desktop itself, which is short, while nobody else does; what
   *     it throws ends the installation
   */
  void install(
      DesktopSpec spec,
      List<PackageName> packages,
      Consumer<String> progress,
      Consumer<Runnable> alone);

  /**
   * Makes a system from the usual one as it is now, with these packages, and keeps it under a name
   * for {@link Disk#system}.
   */
  void build(String id, String name, List<PackageName> packages, Consumer<String> progress);
}
