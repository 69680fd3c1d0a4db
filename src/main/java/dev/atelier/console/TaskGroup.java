package dev.atelier.console;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.TaskStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How tasks stand, as people tell them apart. */
enum TaskGroup {
  NEEDS_YOU(VaadinIcon.HAND),
  WORKING(VaadinIcon.COG),
  WAITING(VaadinIcon.CLOCK),
  DONE(VaadinIcon.CHECK),
  STOPPED(VaadinIcon.STOP),
  FAILED(VaadinIcon.WARNING);

  private final VaadinIcon icon;

  TaskGroup(VaadinIcon icon) {
    this.icon = icon;
  }

  static TaskGroup of(TaskStatus status) {
    return switch (status) {
      case NEEDS_APPROVAL, NEEDS_YOU -> NEEDS_YOU;
      case STARTING, RUNNING -> WORKING;
      case QUEUED, PAUSED -> WAITING;
      case COMPLETED -> DONE;
      case CANCELLED -> STOPPED;
      case BUDGET_EXCEEDED_STEPS, BUDGET_EXCEEDED_USD, DESKTOP_ERROR, API_ERROR -> FAILED;
    };
  }

  VaadinIcon icon() {
    return icon;
  }

  Set<TaskStatus> statuses() {
    return Arrays.stream(TaskStatus.values())
        .filter(status -> of(status) == this)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As the badges of desktops have it, so that a colour means one thing. */
  String style() {
    return this == DONE ? "idle" : name().toLowerCase(Locale.ROOT);
  }

  String textKey() {
    return "tasks.group." + name().toLowerCase(Locale.ROOT);
  }
}
