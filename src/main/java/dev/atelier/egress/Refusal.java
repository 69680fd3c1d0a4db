package dev.atelier.egress;

import dev.atelier.desktop.EgressDenial;
import java.time.Instant;

/**
 * What a desktop was refused again and again.
 *
 * @param count how often
 * @param boot with {@code line}, what the proxy has told of it last
 * @param recorded how many of these are in the record
 * @param recordedAt when they were last put there
 */
public record Refusal(
    String sessionId,
    String host,
    int port,
    String reason,
    long count,
    Instant firstAt,
    Instant lastAt,
    String boot,
    long line,
    long recorded,
    Instant recordedAt) {

  static Refusal first(EgressDenial denial, Instant at) {
    return new Refusal(
        denial.desktop(),
        denial.host(),
        denial.port(),
        denial.reason(),
        denial.count(),
        at,
        at,
        denial.boot(),
        denial.line(),
        0,
        Instant.EPOCH);
  }

  Refusal again(EgressDenial denial, Instant at) {
    return new Refusal(
        sessionId,
        host,
        port,
        reason,
        count + denial.count(),
        firstAt,
        at,
        denial.boot(),
        denial.line(),
        recorded,
        recordedAt);
  }

  Refusal onRecord(Instant at) {
    return new Refusal(
        sessionId, host, port, reason, count, firstAt, lastAt, boot, line, count, at);
  }

  long unrecorded() {
    return count - recorded;
  }
}
