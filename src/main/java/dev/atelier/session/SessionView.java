package dev.atelier.session;

import jakarta.ws.rs.core.UriBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A session as the contract shows it. */
public record SessionView(
    String id,
    String sessionId,
    String label,
    String theme,
    String accent,
    String resolution,
    String engine,
    String status,
    String problem,
    String activity,
    String drivenBy,
    SessionWork.Current currentTask,
    BigDecimal spendTodayUsd,
    String embedUrl,
    String vncUrl,
    String screenshotUrl,
    Instant createdAt,
    Instant expiresAt,
    Double cpus,
    Integer memoryMb,
    Integer pids,
    Integer diskMb,
    Long homeMb) {

  static SessionView of(
      Session session,
      Optional<String> engine,
      Iterable<SessionWork> works,
      HomeSizes homes,
      URI base) {
    Optional<SessionWork.Current> work = Optional.empty();
    Optional<String> person = Optional.empty();
    BigDecimal spent = BigDecimal.ZERO;
    for (SessionWork each : works) {
      work = work.isPresent() ? work : each.on(session.id());
      person = person.isPresent() ? person : each.drivenBy(session.id());
      spent = spent.add(each.spentToday(session.id()));
    }
    return of(session, engine, work, person, spent, homes, base);
  }

  private static SessionView of(
      Session session,
      Optional<String> engine,
      Optional<SessionWork.Current> work,
      Optional<String> person,
      BigDecimal spent,
      HomeSizes homes,
      URI base) {
    return new SessionView(
        session.id(),
        session.id(),
        session.label(),
        session.look().theme(),
        session.look().accent().orElse(null),
        session.resolution().toString(),
        engine.orElse(null),
        session.status().word(),
        session.problem().or(() -> homes.warning(session)).orElse(null),
        SessionWork.Current.activity(work, person),
        person.orElse(null),
        work.orElse(null),
        spent,
        place(base, session, "embed").build().toString(),
        place(base, session, "vnc")
            .scheme(base.getScheme().equals("https") ? "wss" : "ws")
            .build()
            .toString(),
        place(base, session, "screenshot").build().toString(),
        session.createdAt(),
        session.expiresAt().orElse(null),
        session.quota().cpus() == 0 ? null : session.quota().cpus(),
        bound(session.quota().memoryMb()),
        bound(session.quota().pids()),
        bound(session.quota().diskMb()),
        known(homes.of(session.id())));
  }

  /** The server's own bound is not the desktop's. */
  private static Integer bound(int own) {
    return own == 0 ? null : own;
  }

  private static Long known(OptionalLong figure) {
    return figure.isPresent() ? figure.getAsLong() : null;
  }

  private static UriBuilder place(URI base, Session session, String name) {
    return UriBuilder.fromUri(base).path("sessions").path(session.id()).path(name);
  }
}
