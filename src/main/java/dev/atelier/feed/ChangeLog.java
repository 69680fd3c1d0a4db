package dev.atelier.feed;

import dev.atelier.feed.Change.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last changes in order, as many as there is room for. It begins anew with each start of the
 * server, under another name. Thread-safe.
 */
final class ChangeLog {
  private final String name;
  private final int room;
  private final Deque<Change> changes = new ArrayDeque<>();
  private long last;

  /**
   * @param name of this start of the server; without a hyphen
   * @param room how many changes are kept
   */
  ChangeLog(String name, int room) {
    this.name = name;
    this.room = room;
  }

  synchronized void add(Kind kind, String sessionId, String id) {
    last++;
    changes.addLast(new Change(last, kind, sessionId, id));
    if (changes.size() > room) {
      changes.removeFirst();
    }
  }

  /** The number of the last change; 0 when there was none. */
  synchronized long last() {
    return last;
  }

  /** At most so many changes after that one; empty when some of them are kept no more. */
  synchronized Optional<List<Change>> after(long number, int limit) {
    if (number > last || number < last - changes.size()) {
      return Optional.empty();
    }
    List<Change> after = new ArrayList<>();
    for (Change change : changes) {
      if (change.number() > number && after.size() < limit) {
        after.add(change);
      }
    }
    return Optional.of(after);
  }

  /** What a client names to be told what came after that change. */
  String idOf(long number) {
    return name + "-" + number;
  }

  /** The number that {@link #idOf} wrote in this log; empty for any other text. */
  Optional<Long> numberOf(String id) {
    return id.matches(name + "-\\d{1,18}")
        ? Optional.of(Long.valueOf(id.substring(name.length() + 1)))
        : Optional.empty();
  }
}
