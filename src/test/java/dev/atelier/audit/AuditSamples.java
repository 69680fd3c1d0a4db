package dev.atelier.audit;

import dev.atelier.FakeEvents;
import dev.atelier.control.Actor;
import dev.atelier.control.ControlChanged;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Entries of all kinds, for tests of where they are kept. */
public final class AuditSamples {
  private AuditSamples() {}

  /** Adds so many entries to a chain: actions and news of a task in turn. */
  public static void write(AuditRepository repository, String chain, int entries) {
    AuditTrail trail =
        new AuditTrail(repository, Clock.tickMillis(ZoneOffset.UTC), new FakeEvents<>());
    for (int n = 1; n <= entries; n++) {
      Actor actor = n % 2 == 0 ? Actor.caller("ada") : Actor.task("task_1", n);
      trail.append(
          chain,
          actor,
          n % 2 == 0 ? "task.said" : "action",
          Map.of(
              "text",
              "Grüße \u0000 ☕ 日本語 🦊 \"quoted\" \\ \n",
              "cost_usd",
              new BigDecimal("0.00000100"),
              "duration",
              1.0e10 + n,
              "parameters",
              Map.of("coordinate", List.of(n, 2.5)),
              "at",
              Instant.EPOCH));
    }
  }

  /** Writes one entry at a time of the caller's choice. */
  public static void write(
      AuditRepository repository,
      Clock clock,
      String chain,
      Actor actor,
      String type,
      Map<String, Object> detail) {
    new AuditTrail(repository, clock, new FakeEvents<>()).append(chain, actor, type, detail);
  }

  /** As a desktop at work writes them: who clicks, and what a task said now and then. */
  public static void work(AuditRepository repository, Clock clock, String chain, int entries) {
    AuditTrail trail = new AuditTrail(repository, clock, new FakeEvents<>());
    for (int n = 1; n <= entries; n++) {
      if (n % 10 == 0) {
        trail.append(
            chain, Actor.task("task_" + chain, n), "task.said", Map.of("text", "page " + n));
      } else {
        trail.append(
            chain,
            Actor.caller(n % 3 == 0 ? "ada" : "bruno"),
            "action",
            Map.of("action", "left_click", "coordinate", List.of(n % 1280, n % 720)));
      }
    }
  }

  public static AuditSearch search(AuditRepository repository) {
    return new AuditSearch(repository);
  }

  public static boolean verified(AuditRepository repository, String chain) {
    return Verification.of(repository, chain).ok();
  }

  /** Writes down what became of control. */
  public static void write(AuditRepository repository, Clock clock, ControlChanged change) {
    new AuditTrail(repository, clock, new FakeEvents<>()).controlChanged(change);
  }
}
