package dev.atelier.task;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of a list of tasks: how many, and from which place on. */
record TaskPage(TaskPlace from, int limit) {
  private static final int MOST = 500;
  private static final int USUAL = 50;

  static TaskPage of(String limitText, String beforeText) {
    int limit = Parameter.whole("limit", limitText, 1, MOST, USUAL);
    return new TaskPage(beforeText == null ? TaskPlace.FIRST : place(beforeText), limit);
  }

  private static TaskPlace place(String text) {
    return TaskPlace.read(text)
        .orElseThrow(
            () ->
                new InvalidField(
                    "before",
                    "must be the next of an earlier answer, or a time such as"
                        + " 2026-11-21T09:30:00Z"));
  }

  Map<String, Object> answer(List<Task> found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", found.stream().map(TaskView::of).toList());
    answer.put(
        "next", found.size() < limit ? null : TaskPlace.of(found.get(found.size() - 1)).spelled());
    return answer;
  }
}
