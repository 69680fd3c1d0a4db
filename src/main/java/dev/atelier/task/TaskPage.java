package dev.atelier.task;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of a list of tasks: how many, and from which moment back. */
record TaskPage(Instant before, int limit) {
  private static final int MOST = 500;
  private static final int USUAL = 50;
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  static TaskPage of(String limitText, String beforeText) {
    int limit = Parameter.whole("limit", limitText, 1, MOST, USUAL);
    return new TaskPage(beforeText == null ? EVER : moment(beforeText), limit);
  }

  private static Instant moment(String text) {
    try {
      Instant moment = Instant.parse(text);
      if (!moment.isBefore(Instant.EPOCH) && !moment.isAfter(EVER)) {
        return moment;
      }
    } catch (DateTimeParseException wrong) {
      throw noMoment();
    }
    throw noMoment();
  }

  private static InvalidField noMoment() {
    return new InvalidField("before", "must be a time such as 2026-11-21T09:30:00Z");
  }

  Map<String, Object> answer(List<Task> found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", found.stream().map(TaskView::of).toList());
    answer.put(
        "next", found.size() < limit ? null : found.get(found.size() - 1).startedAt().toString());
    return answer;
  }
}
