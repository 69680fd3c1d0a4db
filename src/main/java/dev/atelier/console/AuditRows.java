package dev.atelier.console;

import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditPage;
import dev.atelier.audit.AuditPlace;
import dev.atelier.audit.AuditSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search finds, by the number of the row: of what was passed by only the places are kept
 * where its pages began. For one page of a browser; not thread-safe.
 */
final class AuditRows {
  private static final int PAGE = 100;
  private static final int PAGES_AROUND = 3;

  private final AuditSearch search;
  private final AuditFilter filter;
  private final List<AuditPlace> begins = new ArrayList<>(List.of(AuditPlace.FIRST));
  private final Map<Integer, List<AuditEntry>> kept = new HashMap<>();
  private Optional<AuditPlace> rest = Optional.of(AuditPlace.FIRST);
  private Optional<Instant> lookedBackTo = Optional.empty();

  AuditRows(AuditSearch search, AuditFilter filter) {
    this.search = search;
    this.filter = filter;
    kept.put(0, new ArrayList<>());
  }

  /** Fewer than so many where the record ends, or a search left off. */
  List<AuditEntry> rows(int offset, int limit) {
    List<AuditEntry> rows = new ArrayList<>();
    for (int number = offset; number < offset + limit && has(number); number++) {
      rows.add(page(number / PAGE).get(number % PAGE));
    }
    int middle = offset / PAGE;
    kept.keySet().removeIf(n -> n != 0 && n != last() && Math.abs(n - middle) > PAGES_AROUND);
    return rows;
  }

  /** Where a search left off that took too long; empty when it found all that was wanted. */
  Optional<Instant> lookedBackTo() {
    return lookedBackTo;
  }

  /** The next that is asked for is searched for from where the search left off. */
  void searchFurther() {
    lookedBackTo = Optional.empty();
  }

  private boolean has(int number) {
    while (number >= found() && rest.isPresent() && lookedBackTo.isEmpty()) {
      lookOn();
    }
    return number < found();
  }

  private int last() {
    return begins.size() - 1;
  }

  private int found() {
    return last() * PAGE + kept.get(last()).size();
  }

  private void lookOn() {
    List<AuditEntry> tail = kept.get(last());
    if (tail.size() == PAGE) {
      begins.add(rest.orElseThrow());
      tail = new ArrayList<>();
      kept.put(last(), tail);
    }
    AuditPage page = search.find(filter, rest.orElseThrow(), PAGE - tail.size());
    tail.addAll(page.entries());
    rest = page.next();
    lookedBackTo = page.lookedBackTo();
  }

  /** What was found once is found again: nothing on record changes. */
  private List<AuditEntry> page(int number) {
    return kept.computeIfAbsent(number, n -> search.findAll(filter, begins.get(n), PAGE).entries());
  }
}
