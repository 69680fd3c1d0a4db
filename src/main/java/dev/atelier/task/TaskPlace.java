package dev.atelier.task;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the list of tasks, newest first: of tasks that began in the same moment, the greater
 * id comes first.
 *
 * @param id empty for the place after all tasks of that moment and before those of the moment below
 */
public record TaskPlace(Instant startedAt, String id) {
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int LONGEST = 200;

  /** Before the newest task. */
  public static final TaskPlace FIRST = before(LATEST);

  public TaskPlace {
    if (startedAt.isBefore(Instant.EPOCH) || startedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("no task begins at " + startedAt);
    }
  }

  /** Where the tasks begin that started before a moment. */
  public static TaskPlace before(Instant moment) {
    return new TaskPlace(moment, "");
  }

  /** Where the tasks begin that come after that one. */
  public static TaskPlace of(Task task) {
    return new TaskPlace(task.startedAt(), task.id());
  }

  /** Whether a task comes after this place. */
  boolean isBefore(Task task) {
    int later = startedAt.compareTo(task.startedAt());
    return later > 0 || (later == 0 && id.compareTo(task.id()) > 0);
  }

  /** In a spelling that an address can carry. */
  String spelled() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((startedAt + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The place that was {@link #spelled()} so, or that a plain time stands for. */
  static Optional<TaskPlace> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.contains(":") ? before(Instant.parse(text)) : unspelled(text));
    } catch (IllegalArgumentException | DateTimeException meaningless) {
      return Optional.empty();
    }
  }

  private static TaskPlace unspelled(String text) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("not a place in a list of tasks");
    }
    return new TaskPlace(Instant.parse(parts[0]), parts[1]);
  }
}
