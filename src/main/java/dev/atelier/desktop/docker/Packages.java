package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopException;
import java.util.Set;
import java.util.TreeSet;

/** How a system is asked which packages somebody wanted, in contrast to those that came along. */
final class Packages {
  private static final String[] WANTED = {"apt-mark", "showmanual"};

  private Packages() {}

  static String[] question() {
    return WANTED.clone();
  }

  /** Their names, from what it printed. */
  static Set<String> wanted(Exec.Output marked) {
    if (marked.code() != 0) {
      throw new DesktopException("could not ask what is installed: " + marked.text().strip());
    }
    return new TreeSet<>(marked.text().lines().map(String::strip).toList());
  }
}
