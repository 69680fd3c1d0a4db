package dev.atelier.console;

import dev.atelier.desktop.Quota;
import java.util.Locale;

/** How much a desktop may use, as people tell sizes apart. */
enum DesktopSize {
  /** As this server is set up. */
  USUAL(0, 0),
  SMALL(1, 2048),
  LARGE(4, 8192),
  /** As somebody says in numbers. */
  OWN(0, 0);

  private final int cpus;
  private final int memoryMb;

  DesktopSize(int cpus, int memoryMb) {
    this.cpus = cpus;
    this.memoryMb = memoryMb;
  }

  Quota quota() {
    return new Quota(cpus, memoryMb, 0, 0);
  }

  String textKey() {
    return "size." + name().toLowerCase(Locale.ROOT);
  }
}
