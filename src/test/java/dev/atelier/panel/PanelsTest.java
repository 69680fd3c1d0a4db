package dev.atelier.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.BackgroundWork;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.Sessions;
import dev.atelier.session.SessionsInMemory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PanelsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SessionsInMemory room = new SessionsInMemory();
  private final Sessions sessions = room.sessions();
  private final WorkByHand work = new WorkByHand();
  private final WordedLine line = new WordedLine();
  private final Panels panels = new Panels(sessions, line, work);

  @AfterEach
  void close() {
    room.close();
    work.stop();
  }

  @Test
  void aChangeIsToldAtOnce() throws InterruptedException {
    String id = ready();
    changed(id);

    assertThat(told()).containsExactly("tell " + id + " line 1");
  }

  @Test
  void furtherChangesWithinASecondAreToldOnceWhenItIsOver() throws InterruptedException {
    String id = ready();
    for (int n = 0; n < 10; n++) {
      changed(id);
    }
    assertThat(told()).containsExactly("tell " + id + " line 1");
    assertThat(work.delays()).singleElement().matches(PanelsTest::isASecondAtMost);

    work.passTime();
    assertThat(told()).containsExactly("tell " + id + " line 1", "tell " + id + " line 2");

    work.passTime();
    work.passTime();
    assertThat(told()).hasSize(2);
  }

  @Test
  void whatChangesAfterAQuietSecondIsToldAtOnceAgain() throws InterruptedException {
    String id = ready();
    changed(id);
    work.passTime();
    changed(id);

    assertThat(told()).containsExactly("tell " + id + " line 1", "tell " + id + " line 2");
  }

  @Test
  void aChangeWhileTheLineIsToldIsNotLost() throws InterruptedException {
    String id = ready();
    line.meanwhile = () -> changed(id);
    changed(id);
    line.meanwhile = () -> {};
    work.passTime();
    work.passTime();

    assertThat(told()).containsExactly("tell " + id + " line 1", "tell " + id + " line 2");
  }

  @Test
  void desktopsDoNotWaitForEachOther() throws InterruptedException {
    String one = ready();
    String other = ready();
    changed(one);
    changed(other);

    assertThat(told()).containsExactly("tell " + one + " line 1", "tell " + other + " line 2");
  }

  @Test
  void everyAwakeDesktopIsToldAgainEveryHalfMinute() throws InterruptedException {
    panels.begin();
    String one = ready();
    String other = ready();
    sessions.pause(other, "ada");
    assertThat(work.period).isEqualTo(Duration.ofSeconds(30));

    work.repeated.run();

    assertThat(told()).containsExactly("tell " + one + " line 1");
  }

  @Test
  void aPausedDesktopIsNeitherToldNorWoken() throws InterruptedException {
    String id = ready();
    sessions.pause(id, "ada");
    changed(id);
    work.passTime();

    assertThat(told()).isEmpty();
    assertThat(room.runtime().calls()).containsOnlyOnce("start " + id);
    assertThat(sessions.isAwake(id)).isFalse();
  }

  @Test
  void aDeletedDesktopIsNotTold() throws InterruptedException {
    String id = ready();
    SessionChanged last = new SessionChanged(sessions.get(id), "session.deleted", "ada");
    sessions.delete(id, false, "ada");
    panels.sessionChanged(last);
    work.passTime();

    assertThat(told()).isEmpty();
  }

  @Test
  void aDesktopThatCannotBeToldIsToldTheNextTime() throws InterruptedException {
    String id = ready();
    room.runtime().failOn("tell");
    changed(id);
    work.passTime();
    room.runtime().failOn("nothing");
    changed(id);
    work.passTime();

    assertThat(told()).containsExactly("tell " + id + " line 1", "tell " + id + " line 2");
  }

  private static boolean isASecondAtMost(Duration delay) {
    return delay.compareTo(Duration.ofMillis(500)) > 0
        && delay.compareTo(Duration.ofSeconds(1)) <= 0;
  }

  private String ready() throws InterruptedException {
    String id = sessions.create(SessionRequest.labelled("Ada"), "ada").id();
    sessions.awaitReady(id, SOON);
    return id;
  }

  private void changed(String id) {
    panels.sessionChanged(new SessionChanged(sessions.get(id), "session.renamed", "ada"));
  }

  private List<String> told() {
    return room.runtime().calls().stream().filter(call -> call.startsWith("tell ")).toList();
  }

  /** Says another thing each time. */
  private static final class WordedLine extends PanelLine {
    private int count;
    private Runnable meanwhile = () -> {};

    @Override
    String of(String sessionId) {
      count++;
      meanwhile.run();
      return "line " + count;
    }
  }

  /** Does everything on the test's thread, and later only when told that time has passed. */
  private static final class WorkByHand extends BackgroundWork {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Duration> delays = new ArrayDeque<>();
    private Duration period = Duration.ZERO;
    private Runnable repeated = () -> {};

    WorkByHand() {
      super(Thread::new);
    }

    List<Duration> delays() {
      return List.copyOf(delays);
    }

    /** So much that everything that waits now is due. */
    void passTime() {
      for (int due = waiting.size(); due > 0; due--) {
        waiting.remove().run();
      }
    }

    @Override
    public void run(Runnable soon) {
      soon.run();
    }

    @Override
    public void later(Duration delay, Runnable then) {
      if (delay.isZero()) {
        then.run();
      } else {
        delays.add(delay);
        waiting.add(then);
      }
    }

    @Override
    public Future<?> every(Duration each, Runnable again) {
      period = each;
      repeated = again;
      return CompletableFuture.completedFuture(null);
    }
  }
}
