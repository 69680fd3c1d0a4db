package dev.atelier.desktop;

import java.util.Map;
import java.util.Optional;

/** Brings runtimes that are not beans themselves, as many as the configuration names. */
public interface DesktopRuntimeSource {

  /** The runtimes by the names they are found by; one may have several. Always the same. */
  Map<String, DesktopRuntime> runtimes();

  /** The name of the one to take although none is configured; empty when that is left open. */
  default Optional<String> standard() {
    return Optional.empty();
  }
}
