package dev.atelier.console;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.session.Session;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.Locale;
import java.util.Optional;

/** How a desktop stands, as people see it: always a word and an icon beside the colour. */
enum Activity {
  NEEDS_YOU(VaadinIcon.QUESTION_CIRCLE_O),
  DRIVEN(VaadinIcon.HAND),
  WORKING(VaadinIcon.COG),
  IDLE(VaadinIcon.CHECK_CIRCLE_O),
  STARTING(VaadinIcon.HOURGLASS),
  /** The assistant waits until somebody lets it go on. */
  WAITING(VaadinIcon.PAUSE),
  PAUSED(VaadinIcon.PAUSE),
  STOPPED(VaadinIcon.STOP),
  FAILED(VaadinIcon.WARNING);

  private final VaadinIcon icon;

  Activity(VaadinIcon icon) {
    this.icon = icon;
  }

  /**
   * @param person who drives it, if one does
   */
  static Activity of(Session session, Optional<Task> running, Optional<String> person) {
    return switch (session.status()) {
      case STARTING -> STARTING;
      case READY -> person.isPresent() ? DRIVEN : running.map(Activity::of).orElse(IDLE);
      case PAUSED -> PAUSED;
      case STOPPED -> STOPPED;
      case FAILED -> FAILED;
    };
  }

  private static Activity of(Task running) {
    if (running.status().asks()) {
      return NEEDS_YOU;
    }
    return running.status() == TaskStatus.PAUSED ? WAITING : WORKING;
  }

  VaadinIcon icon() {
    return icon;
  }

  /** Its name in style sheets. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  String textKey() {
    return "activity." + style();
  }

  /** Whether its screen can be shown without waking it. */
  boolean awake() {
    return this == IDLE
        || this == WORKING
        || this == NEEDS_YOU
        || this == DRIVEN
        || this == WAITING;
  }
}
