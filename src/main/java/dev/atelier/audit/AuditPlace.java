package dev.atelier.audit;

import dev.atelier.json.Parameter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the record of all chains together, newest first: what was written in the same moment
 * comes in the order of chains and numbers, the greater first.
 *
 * @param chain empty for the place after all of that moment
 */
public record AuditPlace(Instant at, String chain, long seq) {
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int LONGEST = 200;

  /** Before the newest entry. */
  public static final AuditPlace FIRST = new AuditPlace(LATEST, "", 0);

  public AuditPlace {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      throw new IllegalArgumentException("nothing was written down at " + at);
    }
  }

  public static AuditPlace of(AuditEntry entry) {
    return new AuditPlace(entry.at(), entry.chain(), entry.seq());
  }

  /** Where what was written before a moment begins. */
  static AuditPlace before(Instant moment) {
    return new AuditPlace(moment, "", 0);
  }

  /** Whether an entry comes after this place. */
  boolean isBefore(AuditEntry entry) {
    int later = at.compareTo(entry.at());
    int above = later == 0 ? chain.compareTo(entry.chain()) : later;
    return above > 0 || (above == 0 && seq > entry.seq());
  }

  /** In a spelling that an address can carry. */
  String spelled() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + " " + seq + " " + chain).getBytes(StandardCharsets.UTF_8));
  }

  /** The place that was {@link #spelled()} so. */
  static Optional<AuditPlace> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
      return parts.length == 3 && Parameter.isStorable(parts[2])
          ? Optional.of(new AuditPlace(Instant.parse(parts[0]), parts[2], Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException meaningless) {
      return Optional.empty();
    }
  }
}
