package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries are wanted, and which of them there are for whoever asks.
 *
 * @param actor who did it, by the name on record
 * @param type only of this type, or of this family when it ends with {@code .*}
 * @param chain only of this desktop, or of {@link AuditEntry#SERVER}
 * @param since not written before
 * @param until written before
 * @param words that stand in the detail, whatever their case
 * @param desktops the only ones there are for whoever asks; empty for all
 * @param serversToo whether what is about no desktop is there for them
 */
public record AuditFilter(
    Optional<String> actor,
    Optional<String> type,
    Optional<String> chain,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> words,
    Optional<Set<String>> desktops,
    boolean serversToo) {
  private static final String FAMILY = ".*";

  /** All that there is for somebody. */
  public static AuditFilter of(Caller caller) {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        caller.desktops(),
        caller.seesAll() && caller.may(Role.ADMIN));
  }

  public AuditFilter by(Optional<String> name) {
    return new AuditFilter(name, type, chain, since, until, words, desktops, serversToo);
  }

  public AuditFilter ofType(Optional<String> wanted) {
    return new AuditFilter(actor, wanted, chain, since, until, words, desktops, serversToo);
  }

  public AuditFilter on(Optional<String> wanted) {
    return new AuditFilter(actor, type, wanted, since, until, words, desktops, serversToo);
  }

  public AuditFilter within(Optional<Instant> from, Optional<Instant> end) {
    return new AuditFilter(actor, type, chain, from, end, words, desktops, serversToo);
  }

  public AuditFilter saying(Optional<String> text) {
    return new AuditFilter(actor, type, chain, since, until, text, desktops, serversToo);
  }

  /** What was asked for, by the names that an address has for it. */
  Map<String, Object> terms() {
    Map<String, Object> terms = new LinkedHashMap<>();
    actor.ifPresent(name -> terms.put("actor", name));
    type.ifPresent(wanted -> terms.put("type", wanted));
    chain.ifPresent(id -> terms.put("session_id", id));
    since.ifPresent(at -> terms.put("since", at.toString()));
    until.ifPresent(at -> terms.put("until", at.toString()));
    words.ifPresent(text -> terms.put("q", text));
    return terms;
  }

  /** What the types of a family begin with; empty where one type is wanted, or all. */
  public Optional<String> family() {
    return type.filter(text -> text.endsWith(FAMILY))
        .map(text -> text.substring(0, text.length() - 1));
  }

  /** The one type that is wanted. */
  public Optional<String> exactType() {
    return type.filter(text -> !text.endsWith(FAMILY));
  }

  /** Whether entries of a chain are there for whoever asks. */
  boolean shows(String ofChain) {
    return ofChain.equals(AuditEntry.SERVER)
        ? serversToo
        : desktops.map(ids -> ids.contains(ofChain)).orElse(true);
  }

  /** Whether an entry is one of those. */
  public boolean fits(AuditEntry entry) {
    return shows(entry.chain())
        && actor.map(entry.actor()::equals).orElse(true)
        && exactType().map(entry.type()::equals).orElse(true)
        && family().map(entry.type()::startsWith).orElse(true)
        && chain.map(entry.chain()::equals).orElse(true)
        && since.map(from -> !entry.at().isBefore(from)).orElse(true)
        && until.map(entry.at()::isBefore).orElse(true)
        && words.map(text -> says(entry, text)).orElse(true);
  }

  private static boolean says(AuditEntry entry, String words) {
    return Json.write(entry.detail())
        .toLowerCase(Locale.ROOT)
        .contains(words.toLowerCase(Locale.ROOT));
  }
}
