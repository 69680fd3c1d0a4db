package dev.atelier.snapshot;

import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.Disk;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets desktops go on from other disks; neither the former one nor one that a desktop did not come
 * to have stays. Thread-safe.
 */
@ApplicationScoped
public class Moves {
  private static final Logger LOG = Logger.getLogger(Moves.class.getName());

  private final Sessions sessions;
  private final ConcurrentMap<String, Integer> work = new ConcurrentHashMap<>();

  /** Work on a desktop, until it is closed. */
  public interface Work extends AutoCloseable {
    @Override
    void close();
  }

  @Inject
  Moves(Sessions sessions) {
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected Moves() {
    this(null);
  }

  /** Keeps systems and homes of a desktop that nothing names yet from being taken for left over. */
  public Work begin(String sessionId) {
    work.merge(sessionId, 1, Integer::sum);
    return () -> work.computeIfPresent(sessionId, (id, users) -> users == 1 ? null : users - 1);
  }

  boolean isAtWork(String sessionId) {
    return work.containsKey(sessionId);
  }

  /**
   * Makes a disk and lets the desktop go on from it. Only within {@link Sessions#alone}.
   *
   * @param fill makes what {@code next} names
   * @param alongside what is stored in the transaction that lets the desktop have its next disk
   */
  public Session moveTo(
      Session session, Disk next, String actor, Runnable fill, Runnable alongside) {
    Session moved;
    try {
      fill.run();
      moved = sessions.move(session, next, actor, alongside);
    } catch (RuntimeException | Error failed) {
      abandon(session, next);
      throw failed;
    }
    CrashPoint.passed("restore-moved");
    dropFormer(session.disk(), moved);
    return moved;
  }

  private void dropFormer(Disk former, Session session) {
    try {
      DesktopCopies copies = sessions.copies(session);
      copies.dropOtherHomes(session.id(), session.disk().home());
      former.system().ifPresent(copies::dropSystem);
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> session.id() + ": its former disk is left for now");
    }
  }

  /**
   * Removes what there is of a disk that was made for a desktop, unless the desktop has it now.
   *
   * @param session as it was when its next disk was begun
   */
  public void abandon(Session session, Disk next) {
    try {
      if (has(session.id(), next)) {
        return;
      }
      DesktopCopies copies = sessions.copies(session);
      if (next.home() != session.disk().home()) {
        copies.dropOtherHomes(session.id(), session.disk().home());
      }
      if (!next.system().equals(session.disk().system())) {
        next.system().ifPresent(copies::dropSystem);
      }
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> session.id() + ": a half-made disk is left for now");
    }
  }

  private boolean has(String id, Disk disk) {
    return sessions.exists(id) && sessions.get(id).disk().equals(disk);
  }
}
