package dev.atelier.task;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A filter of tasks as it stands in an address. */
public class TaskFilterFields {
  private static final int LONGEST = 200;

  @QueryParam("status")
  private String status;

  @QueryParam("session_id")
  private String sessionId;

  @QueryParam("given_by")
  private String givenBy;

  @QueryParam("q")
  private String words;

  @QueryParam("from")
  private String from;

  @QueryParam("until")
  private String until;

  TaskFilter read() {
    return new TaskFilter(
        Optional.ofNullable(sessionId).map(id -> Set.of(words("session_id", id))),
        Optional.ofNullable(status).map(TaskFilterFields::statuses).orElse(Set.of()),
        words("given_by", givenBy),
        words("q", words),
        moment("from", from),
        moment("until", until));
  }

  private static Set<TaskStatus> statuses(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(TaskFilterFields::status)
        .collect(Collectors.toSet());
  }

  private static TaskStatus status(String word) {
    return Arrays.stream(TaskStatus.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidField(
                    "status",
                    "must be of "
                        + Arrays.stream(TaskStatus.values())
                            .map(TaskStatus::word)
                            .collect(Collectors.joining(", "))
                        + "; several with commas between them"));
  }

  private static String words(String name, String text) {
    if (text == null) {
      return "";
    }
    if (text.length() > LONGEST || !Parameter.isStorable(text)) {
      throw new InvalidField(name, "must be words of at most " + LONGEST + " characters");
    }
    return text;
  }

  private static Optional<Instant> moment(String name, String text) {
    try {
      return Optional.ofNullable(text)
          .map(Instant::parse)
          .map(TaskPlace::before)
          .map(TaskPlace::startedAt);
    } catch (DateTimeException | IllegalArgumentException malformed) {
      throw new InvalidField(name, "must be a time such as 2026-11-21T09:30:00Z");
    }
  }
}
