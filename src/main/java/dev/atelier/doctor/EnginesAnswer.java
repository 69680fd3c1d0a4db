package dev.atelier.doctor;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.EngineReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Whether desktops can be started wherever they should run. */
@ApplicationScoped
class EnginesAnswer implements Check {
  private final DesktopRuntimes runtimes;

  @Inject
  EnginesAnswer(DesktopRuntimes runtimes) {
    this.runtimes = runtimes;
  }

  /** For CDI's proxy only. */
  protected EnginesAnswer() {
    this(null);
  }

  @Override
  public String subject() {
    return "check.engines";
  }

  @Override
  public List<Finding> look() {
    List<EngineReport> engines = runtimes.engines();
    if (engines.isEmpty()) {
      DesktopRuntime only = runtimes.standard();
      return List.of(found(only.name(), only.problem()));
    }
    return engines.stream().map(engine -> found(engine.name(), engine.problem())).toList();
  }

  private static Finding found(String name, Optional<String> problem) {
    return problem
        .map(why -> Finding.problem("engine.down", name, why))
        .orElseGet(() -> Finding.ok("engine", name));
  }
}
