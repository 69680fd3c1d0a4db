package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.LogScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Goes round the desktops from time to time, those of each runtime on a thread of their own: an
 * engine that is silent delays its own only.
 */
@ApplicationScoped
public class Caretaker {
  private static final Logger LOG = Logger.getLogger(Caretaker.class.getName());
  private static final Duration LOOK_FOR_SHORTAGES = Duration.ofSeconds(5);

  private final SessionRecords records;
  private final Iterable<Care> cares;
  private final MemoryShortages shortages;
  private final BackgroundWork background;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  @Inject
  Caretaker(
      SessionRecords records,
      Instance<Care> cares,
      MemoryShortages shortages,
      BackgroundWork background) {
    this(records, (Iterable<Care>) cares, shortages, background);
  }

  Caretaker(
      SessionRecords records,
      Iterable<Care> cares,
      MemoryShortages shortages,
      BackgroundWork background) {
    this.records = records;
    this.cares = cares;
    this.shortages = shortages;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Caretaker() {
    this(null, List.of(), null, null);
  }

  /** Begins, once the desktops on record are being looked for. */
  public void begin() {
    for (Care care : cares) {
      again(care.period(), () -> round(care));
    }
    again(LOOK_FOR_SHORTAGES, this::lookForShortages);
  }

  /** On a thread of its own, and never twice at a time. */
  private void again(Duration period, Runnable look) {
    background.later(
        period,
        () ->
            background.run(
                () -> {
                  try {
                    look.run();
                  } finally {
                    again(period, look);
                  }
                }));
  }

  void lookForShortages() {
    shortages
        .runtimesInUse()
        .forEach(runtime -> unlessUnderWay("shortages " + runtime, () -> shortages.look(runtime)));
  }

  /** Leaves out the runtimes where the last round is still under way. */
  void round(Care care) {
    List<Session> sessions = records.all();
    care.present(sessions.stream().map(Session::id).collect(Collectors.toSet()));
    Map<String, List<Session>> byRuntime =
        sessions.stream().collect(Collectors.groupingBy(Session::runtime));
    byRuntime.forEach(
        (runtime, there) ->
            unlessUnderWay(
                care.getClass().getName() + " " + runtime,
                () -> there.forEach(session -> look(care, session))));
  }

  private void unlessUnderWay(String name, Runnable look) {
    if (underWay.add(name)) {
      background.run(
          () -> {
            try {
              look.run();
            } finally {
              underWay.remove(name);
            }
          });
    }
  }

  /** One desktop that cannot be looked after does not keep the others from it. */
  private static void look(Care care, Session session) {
    try (LogScope scope = LogScope.session(session.id())) {
      care.look(session);
    } catch (RuntimeException notNow) {
      LOG.log(Level.WARNING, notNow, () -> session.id() + " was left as it is for now");
    }
  }
}
