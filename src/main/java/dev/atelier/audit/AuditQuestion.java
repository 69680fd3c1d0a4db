package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an address asks of the record, as it was sent; null for what was not. */
record AuditQuestion(
    String since,
    String until,
    String type,
    String actor,
    String sessionId,
    String words,
    String limit,
    String before) {
  static final Pattern TYPE = Pattern.compile("[a-z_]+(\\.([a-z_]+|\\*))?");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int LONGEST = 200;
  private static final int MOST = 500;
  private static final int USUAL = 50;

  AuditFilter filter(Caller caller) {
    if (type != null && !TYPE.matcher(type).matches()) {
      throw new InvalidField("type", "must be such as task.started, or task.* for all of a kind");
    }
    return AuditFilter.of(caller)
        .by(text("actor", actor))
        .ofType(Optional.ofNullable(type))
        .on(text("session_id", sessionId))
        .within(moment("since", since), moment("until", until))
        .saying(text("q", words));
  }

  /** How many entries on a page. */
  int pageSize() {
    return Parameter.whole("limit", limit, 1, MOST, USUAL);
  }

  /** How many entries to write out. */
  int exportLimit() {
    return Parameter.whole("limit", limit, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  AuditPlace place() {
    return before == null
        ? AuditPlace.FIRST
        : AuditPlace.read(before)
            .orElseThrow(() -> new InvalidField("before", "must be the next of an earlier answer"));
  }

  private static Optional<String> text(String name, String sent) {
    if (sent == null || sent.isEmpty()) {
      return Optional.empty();
    }
    if (sent.length() > LONGEST || !Parameter.isStorable(sent)) {
      throw new InvalidField(name, "must be a text of at most " + LONGEST + " characters");
    }
    return Optional.of(sent);
  }

  private static Optional<Instant> moment(String name, String sent) {
    if (sent == null || sent.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(sent))
          .filter(at -> !at.isBefore(Instant.EPOCH) && !at.isAfter(LATEST))
          .or(
              () -> {
                throw notAMoment(name);
              });
    } catch (DateTimeParseException unreadable) {
      throw notAMoment(name);
    }
  }

  private static InvalidField notAMoment(String name) {
    return new InvalidField(name, "must be a time such as 2026-11-21T09:30:00Z");
  }
}
