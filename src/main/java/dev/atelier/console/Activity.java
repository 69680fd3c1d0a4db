package dev.atelier.console;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.session.Session;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a desktop stands, as people see it: always a word and an icon beside the colour. */
enum Activity {
  NEEDS_YOU(VaadinIcon.QUESTION_CIRCLE_O),
  YOU_DRIVE(VaadinIcon.HAND),
  DRIVEN(VaadinIcon.HAND),
  WORKING(VaadinIcon.COG),
  IDLE(VaadinIcon.CHECK_CIRCLE_O),
  /** Idle, as its last task may spend no more. */
  OVER_BUDGET(VaadinIcon.WALLET),
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
   * @param latest the task at work there, else the last one
   * @param person who drives it, if one does
   */
  static Activity of(Session session, Optional<Task> latest, Optional<String> person) {
    return switch (session.status()) {
      case STARTING -> STARTING;
      case READY -> person.map(Activity::drivenBy).or(() -> latest.map(Activity::of)).orElse(IDLE);
      case PAUSED -> PAUSED;
      case STOPPED -> STOPPED;
      case FAILED -> FAILED;
    };
  }

  /**
   * Which task says how a desktop stands: the one at work, else the last one that was.
   *
   * @param tasks of the desktop, newest first
   */
  static Optional<Task> telling(List<Task> tasks) {
    List<Task> begun = tasks.stream().filter(task -> task.status() != TaskStatus.QUEUED).toList();
    return begun.stream()
        .filter(task -> !task.status().ended())
        .findFirst()
        .or(() -> begun.stream().findFirst());
  }

  private static Activity drivenBy(String person) {
    return Visitor.isCalled(person) ? YOU_DRIVE : DRIVEN;
  }

  private static Activity of(Task task) {
    if (task.status().ended()) {
      return task.status() == TaskStatus.BUDGET_EXCEEDED_USD ? OVER_BUDGET : IDLE;
    }
    if (task.status().asks()) {
      return NEEDS_YOU;
    }
    return task.status() == TaskStatus.PAUSED ? WAITING : WORKING;
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
    return switch (this) {
      case NEEDS_YOU, YOU_DRIVE, DRIVEN, WORKING, WAITING, IDLE, OVER_BUDGET -> true;
      case STARTING, PAUSED, STOPPED, FAILED -> false;
    };
  }
}
