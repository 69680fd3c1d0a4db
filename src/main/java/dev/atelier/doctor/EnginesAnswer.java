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
        .map(
            why ->
                Finding.problem(
                    "no desktop can be started on “" + name + "”: " + why,
                    "desktops there do not start, and tasks for them cannot begin",
                    "start the engine or mend its address, then check again"))
        .orElseGet(() -> Finding.ok("desktops can be started on “" + name + "”"));
  }
}
