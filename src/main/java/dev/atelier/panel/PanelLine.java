package dev.atelier.panel;

import dev.atelier.control.Leases;
import dev.atelier.cost.Budget;
import dev.atelier.session.SessionWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Words what a desktop's panel says, as in “$0.42 / $2.00 · you have control”. Thread-safe. */
@ApplicationScoped
class PanelLine {
  private final Budget budget;
  private final Leases leases;
  private final Iterable<SessionWork> work;

  @Inject
  PanelLine(Budget budget, Leases leases, Instance<SessionWork> work) {
    this(budget, leases, (Iterable<SessionWork>) work);
  }

  PanelLine(Budget budget, Leases leases, Iterable<SessionWork> work) {
    this.budget = budget;
    this.leases = leases;
    this.work = work;
  }

  /** For CDI's proxy only. */
  protected PanelLine() {
    this(null, null, List.of());
  }

  String of(String sessionId) {
    String money =
        dollars(budget.spentToday(sessionId)) + " / " + dollars(budget.capOfDesktopADay());
    return driver(sessionId).map(who -> money + " · " + who).orElse(money);
  }

  private static String dollars(BigDecimal usd) {
    return "$" + usd.setScale(2, RoundingMode.UP).toPlainString();
  }

  /**
   * A task that is at work has the lease too, and so has what is done to the desktop itself; a
   * person who has it drives alone.
   */
  private Optional<String> driver(String sessionId) {
    boolean person = leases.state(sessionId).person().isPresent();
    if (person) {
      return Optional.of("you have control");
    }
    for (SessionWork each : work) {
      Optional<String> assistant = each.on(sessionId).flatMap(PanelLine::assistant);
      if (assistant.isPresent()) {
        return assistant;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> assistant(SessionWork.Current task) {
    return switch (task.status()) {
      case "starting", "running" -> Optional.of("the assistant is working");
      case "paused" -> Optional.of("the assistant is paused");
      case "needs_approval", "needs_you" -> Optional.of("the assistant needs you");
      default -> Optional.empty();
    };
  }
}
