package dev.atelier.mcp;

import dev.atelier.Caller;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** Which desktop a tool is asked to use, among those that are there for the caller. Thread-safe. */
@ApplicationScoped
class Choice {
  private static final String FIELD = "desktop";
  private static final int MOST_NAMED = 20;

  private final Sessions sessions;

  @Inject
  Choice(Sessions sessions) {
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected Choice() {
    this(null);
  }

  /**
   * The one that is named by its id or label; the only one where none is named.
   *
   * @throws UnknownSession when there is none of that name for the caller
   * @throws InvalidField when it is not said which of several is meant
   */
  Session of(JsonBody arguments, Caller caller) {
    return arguments
        .text(FIELD, 1, Session.LONGEST_LABEL)
        .map(name -> named(name, caller))
        .orElseGet(() -> only(seen(caller)));
  }

  List<Session> seen(Caller caller) {
    return sessions.all().stream().filter(session -> caller.sees(session.id())).toList();
  }

  private Session named(String name, Caller caller) {
    List<Session> seen = seen(caller);
    return seen.stream()
        .filter(session -> session.id().equals(name))
        .findFirst()
        .orElseGet(() -> labelled(name, seen));
  }

  private static Session labelled(String name, List<Session> seen) {
    List<Session> fitting = seen.stream().filter(each -> each.label().equals(name)).toList();
    if (fitting.isEmpty()) {
      throw new UnknownSession(name);
    }
    if (fitting.size() > 1) {
      throw new InvalidField(
          FIELD, "is the label of several; name one by its id: " + list(fitting));
    }
    return fitting.get(0);
  }

  private static Session only(List<Session> seen) {
    if (seen.isEmpty()) {
      throw new InvalidField(FIELD, "is missing, and there is none for you yet");
    }
    if (seen.size() > 1) {
      throw new InvalidField(FIELD, "is missing; name one: " + list(seen));
    }
    return seen.get(0);
  }

  private static String list(List<Session> sessions) {
    return sessions.stream()
        .limit(MOST_NAMED)
        .map(each -> "%s (%s)".formatted(each.id(), each.label()))
        .collect(Collectors.joining(", "));
  }
}
