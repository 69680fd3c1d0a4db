package dev.atelier.console;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.TaskStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How tasks stand, as people tell them apart. */
enum TaskGroup {
  NEEDS_YOU(VaadinIcon.HAND, TaskStatus.NEEDS_APPROVAL, TaskStatus.NEEDS_YOU),
  WORKING(VaadinIcon.COG, TaskStatus.STARTING, TaskStatus.RUNNING),
  WAITING(VaadinIcon.CLOCK, TaskStatus.QUEUED, TaskStatus.PAUSED),
  DONE(VaadinIcon.CHECK, TaskStatus.COMPLETED),
  STOPPED(VaadinIcon.STOP, TaskStatus.CANCELLED),
  FAILED(
      VaadinIcon.WARNING,
      TaskStatus.BUDGET_EXCEEDED_STEPS,
      TaskStatus.BUDGET_EXCEEDED_USD,
      TaskStatus.DESKTOP_ERROR,
      TaskStatus.API_ERROR);

  private final VaadinIcon icon;
  private final Set<TaskStatus> statuses;

  TaskGroup(VaadinIcon icon, TaskStatus first, TaskStatus... others) {
    this.icon = icon;
    this.statuses = EnumSet.of(first, others);
  }

  static TaskGroup of(TaskStatus status) {
    return Arrays.stream(values())
        .filter(group -> group.statuses.contains(status))
        .findFirst()
        .orElseThrow();
  }

  VaadinIcon icon() {
    return icon;
  }

  Set<TaskStatus> statuses() {
    return statuses;
  }

  /** As the badges of desktops have it, so that a colour means one thing. */
  String style() {
    return this == DONE ? "idle" : name().toLowerCase(Locale.ROOT);
  }

  String textKey() {
    return "tasks.group." + name().toLowerCase(Locale.ROOT);
  }
}
