package dev.atelier.console;

import dev.atelier.audit.AuditRepository;
import dev.atelier.cost.Budget;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the wall shows of desktops, asked for all of them at once: as few questions for a hundred as
 * for one. Thread-safe.
 */
@ApplicationScoped
public class Glances {
  private final Sessions sessions;
  private final Tasks tasks;
  private final Budget budget;
  private final AuditRepository audit;
  private final Clock clock;

  @Inject
  Glances(Sessions sessions, Tasks tasks, Budget budget, AuditRepository audit, Clock clock) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.budget = budget;
    this.audit = audit;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Glances() {
    this(null, null, null, null, null);
  }

  /** Of the desktops that may be seen, in the order in which they were made. */
  List<Glance> all(Predicate<String> seen) {
    List<Session> those =
        sessions.all().stream().filter(session -> seen.test(session.id())).toList();
    return glances(those, tasks.latestOfEach());
  }

  Glance of(Session session) {
    return latest(session.id())
        .map(task -> glances(List.of(session), Map.of(session.id(), task)))
        .orElseGet(() -> glances(List.of(session), Map.of()))
        .get(0);
  }

  /** The task at work on a desktop, else the last one. */
  Optional<Task> latest(String sessionId) {
    return tasks.ofSession(sessionId, clock.instant().plusSeconds(1), 1).stream().findFirst();
  }

  private List<Glance> glances(List<Session> those, Map<String, Task> latest) {
    Map<String, Step> steps = tasks.presentSteps();
    Map<String, BigDecimal> spent = budget.perDesktopToday();
    Map<String, String> makers =
        audit.firstActors(those.stream().map(Session::id).collect(Collectors.toSet()));
    return those.stream()
        .map(
            session -> {
              String id = session.id();
              Optional<Task> task = Optional.ofNullable(latest.get(id));
              return new Glance(
                  session,
                  task,
                  task.map(Task::id).map(steps::get),
                  Optional.ofNullable(makers.get(id)),
                  tasks.drivenBy(id),
                  spent.getOrDefault(id, BigDecimal.ZERO));
            })
        .toList();
  }
}
