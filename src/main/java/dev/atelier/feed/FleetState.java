package dev.atelier.feed;

import dev.atelier.Caller;
import dev.atelier.control.ControlView;
import dev.atelier.control.Leases;
import dev.atelier.cost.BudgetReport;
import dev.atelier.feed.Change.Kind;
import dev.atelier.json.Json;
import dev.atelier.session.Session;
import dev.atelier.session.SessionViews;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import dev.atelier.stream.EventStream.ServerEvent;
import dev.atelier.task.TaskView;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How things stand now, each as its own GET shows it. Thread-safe. */
@Dependent
class FleetState {
  private final Sessions sessions;
  private final SessionViews views;
  private final Tasks tasks;
  private final Leases leases;
  private final BudgetReport budget;

  @Inject
  FleetState(
      Sessions sessions, SessionViews views, Tasks tasks, Leases leases, BudgetReport budget) {
    this.sessions = sessions;
    this.views = views;
    this.tasks = tasks;
    this.leases = leases;
    this.budget = budget;
  }

  /** What there is for that caller: desktops, who drives them, tasks at work, and the budget. */
  List<ServerEvent> all(Caller caller, URI base) {
    List<ServerEvent> all = new ArrayList<>();
    for (Session session : sessions.all()) {
      if (caller.sees(session.id())) {
        all.add(event(Kind.SESSION, views.of(session, base)));
        all.add(event(Kind.CONTROL, control(session.id())));
        tasks
            .runningOn(session.id())
            .ifPresent(task -> all.add(event(Kind.TASK, TaskView.of(task))));
      }
    }
    all.add(event(Kind.BUDGET, budget.shownTo(caller)));
    return all;
  }

  /** How that stands which has changed; empty when there is nothing to tell any more. */
  Optional<ServerEvent> of(Change change, Caller caller, URI base) {
    return switch (change.kind()) {
      case SESSION -> Optional.of(event(Kind.SESSION, session(change.id(), base)));
      case CONTROL -> Optional.of(event(Kind.CONTROL, control(change.id())));
      case TASK -> tasks.find(change.id()).map(task -> event(Kind.TASK, TaskView.of(task)));
      case BUDGET -> Optional.of(event(Kind.BUDGET, budget.shownTo(caller)));
    };
  }

  private Object session(String id, URI base) {
    try {
      return views.of(sessions.get(id), base);
    } catch (UnknownSession gone) {
      return Map.of("id", id, "session_id", id, "status", "deleted");
    }
  }

  private Map<String, Object> control(String sessionId) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("session_id", sessionId);
    view.putAll(ControlView.of(leases.state(sessionId)));
    return view;
  }

  private static ServerEvent event(Kind kind, Object data) {
    return new ServerEvent(kind.word(), "", Json.write(data));
  }
}
