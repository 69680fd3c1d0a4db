package dev.atelier.desktop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Placeholder until the runtimes' own lands. */
@ApplicationScoped
public class DesktopRuntimes {
  private final Instance<DesktopRuntime> all;

  @Inject
  DesktopRuntimes(@Any Instance<DesktopRuntime> all) {
    this.all = all;
  }

  protected DesktopRuntimes() {
    this(null);
  }

  public DesktopRuntime standard() {
    return all.iterator().next();
  }

  public DesktopRuntime named(String name) {
    return all.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }
}
