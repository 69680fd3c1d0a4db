package dev.atelier.console;

import dev.atelier.Caller;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import java.util.Locale;

/** Why snapshots were taken, and by whom, in words. Ask on a thread of the page. */
final class Occasion {
  private final Tasks tasks;
  private final Locale locale;

  Occasion(Tasks tasks, Locale locale) {
    this.tasks = tasks;
    this.locale = locale;
  }

  String of(Snapshot snapshot) {
    return switch (snapshot.kind()) {
      case ASKED -> asked(snapshot.takenBy());
      case SAFETY -> Texts.text("snapshots.safety", locale);
      case UNDO -> Texts.text("snapshots.undo", locale, goal(snapshot));
    };
  }

  private String asked(String actor) {
    boolean own = Visitor.loggedIn().map(Caller::name).filter(actor::equals).isPresent();
    if (own) {
      return Texts.text("snapshots.asked", locale);
    }
    return actor.isEmpty()
        ? Texts.text("snapshots.askedBefore", locale)
        : Texts.text("snapshots.askedBy", locale, actor);
  }

  private String goal(Snapshot snapshot) {
    try {
      return tasks.get(snapshot.sessionId(), snapshot.taskId().orElse("")).goal().text();
    } catch (UnknownTask forgotten) {
      return snapshot.note();
    }
  }
}
