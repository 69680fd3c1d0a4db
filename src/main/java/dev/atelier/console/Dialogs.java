package dev.atelier.console;

import dev.atelier.BackgroundWork;
import dev.atelier.NotAllowed;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Opens the dialogs that several views share and that know other rooms. */
@Dependent
public class Dialogs {
  private final Sessions sessions;
  private final Snapshots snapshots;
  private final Tasks tasks;
  private final Newsroom newsroom;
  private final Errands errands;

  @Inject
  Dialogs(
      Sessions sessions,
      Snapshots snapshots,
      Tasks tasks,
      Newsroom newsroom,
      BackgroundWork background) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
  }

  void newDesktop() {
    newDesktop(Optional.empty());
  }

  private void newDesktop(Optional<Snapshot> from) {
    if (!Visitor.mayMake()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
    new NewDesktopDialog(sessions, snapshots, newsroom, errands, from).open();
  }

  void snapshots(Session session) {
    new SnapshotsDialog(
            session,
            snapshots,
            tasks,
            newsroom,
            errands,
            snapshot -> newDesktop(Optional.of(snapshot)))
        .open();
  }
}
