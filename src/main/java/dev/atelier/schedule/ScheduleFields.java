package dev.atelier.schedule;

import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.task.TaskRequest;
import dev.atelier.vision.Goal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what requests say of schedules. */
public final class ScheduleFields {
  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_VALUE = 500;

  private ScheduleFields() {}

  /**
   * Reads {@code {name, session_id, recipe_id?, blanks?, goal?, backend?, when, time_zone,
   * enabled?, overlap?, missed?, max_steps?, max_usd?}}.
   */
  static ScheduleDraft draft(String body) {
    JsonBody json = JsonBody.parse(body);
    ScheduleDraft draft =
        new ScheduleDraft(
            json.requiredText("name", 1, ScheduleDraft.LONGEST_NAME),
            json.requiredText("session_id", 1, LONGEST_WORD),
            work(json),
            When.read(json.requiredText("when", 1, When.LONGEST)),
            zone(json.requiredText("time_zone", 1, LONGEST_WORD)),
            json.flag("enabled").orElse(true),
            json.text("overlap", 1, LONGEST_WORD).map(Overlap::of).orElse(Overlap.SKIP),
            json.text("missed", 1, LONGEST_WORD).map(Missed::of).orElse(Missed.SKIP),
            json.whole("max_steps", 1, TaskRequest.MOST_STEPS),
            TaskRequest.maxUsd(json));
    json.refuseUnread();
    return draft;
  }

  private static Work work(JsonBody json) {
    return new Work(
        json.text("recipe_id", 1, LONGEST_WORD),
        json.object("blanks").map(ScheduleFields::texts).orElse(Map.of()),
        json.text("goal", Goal.SHORTEST, Goal.LONGEST),
        json.text("backend", 1, LONGEST_WORD));
  }

  private static Map<String, String> texts(JsonBody values) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : values.fields()) {
      texts.put(name, values.requiredText(name, 1, LONGEST_VALUE));
    }
    return texts;
  }

  /**
   * The time zone of that name.
   *
   * @throws InvalidField of {@code time_zone} when there is none
   */
  public static ZoneId zone(String name) {
    try {
      return Optional.of(ZoneId.of(name.strip()))
          .filter(
              zone ->
                  zone.getId().equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone.getId()))
          .orElseThrow(() -> new DateTimeException(name));
    } catch (DateTimeException unknown) {
      throw new InvalidField("time_zone", "names no time zone; write it as Europe/Vienna or UTC");
    }
  }
}
