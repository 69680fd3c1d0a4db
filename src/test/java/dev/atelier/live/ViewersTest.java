package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.RightsEnded;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.TaskChanged;
import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ViewersTest {

  @Test
  void aDesktopIsInUseForAsLongAsSomebodyWatchesIt() throws InterruptedException {
    try (SessionsInMemory room = new SessionsInMemory()) {
      Viewers viewers = new Viewers(room.uses(), room.background());
      Screen screen = new Screen();
      viewers.begin("sess_a", new Viewer(screen, new NoBrowser()));
      screen.watched.await();
      room.clock().pass(Duration.ofHours(9));
      assertThat(room.uses().unusedFor("sess_a")).isZero();

      screen.left.countDown();
      await().until(() -> viewers.count() == 0);
      room.clock().pass(Duration.ofMinutes(5));
      assertThat(room.uses().unusedFor("sess_a")).isEqualTo(Duration.ofMinutes(5));
      viewers.stop();
    }
  }

  @Test
  void whoseRightsHaveEndedDoesNotLookOn() throws InterruptedException {
    try (SessionsInMemory room = new SessionsInMemory()) {
      Viewers viewers = new Viewers(room.uses(), room.background());
      Screen screen = new Screen();
      NoBrowser browser = new NoBrowser();
      viewers.begin("sess_a", new Viewer(screen, browser));
      screen.watched.await();
      screen.mayStay = false;
      viewers.rightsEnded(new RightsEnded());
      assertThat(browser.closed.poll(10, TimeUnit.SECONDS).getCloseCode().getCode())
          .isEqualTo(4403);
      screen.left.countDown();
      viewers.stop();
    }
  }

  @Test
  void whoWatchesIsToldWhenTheTaskAsksForSomebody() throws InterruptedException {
    try (SessionsInMemory room = new SessionsInMemory()) {
      Viewers viewers = new Viewers(room.uses(), room.background());
      Screen screen = new Screen();
      NoBrowser browser = new NoBrowser();
      viewers.begin("sess_a", new Viewer(screen, browser));
      screen.watched.await();
      viewers.taskChanged(asks("sess_other"));
      viewers.taskChanged(asks("sess_a"));
      assertThat(browser.said.poll(10, TimeUnit.SECONDS)).isEqualTo("how it stands");
      screen.left.countDown();
      await().until(() -> viewers.count() == 0);
      viewers.stop();
      assertThat(browser.said).isEmpty();
    }
  }

  private static TaskChanged asks(String sessionId) {
    return new TaskChanged(SampleTasks.running("task_a", sessionId), "task.needs_you", "server");
  }

  /** Is watched until a test says otherwise. */
  private static final class Screen implements Watched {
    final CountDownLatch watched = new CountDownLatch(1);
    volatile boolean mayStay = true;
    final CountDownLatch left = new CountDownLatch(1);

    @Override
    public DesktopStream open() throws InterruptedException {
      watched.countDown();
      left.await();
      throw new DesktopException("it ended");
    }

    @Override
    public boolean mayStay() {
      return mayStay;
    }

    @Override
    public Optional<String> control() {
      return Optional.of("how it stands");
    }

    @Override
    public Wheel wheel() {
      return (touches, write) -> false;
    }

    @Override
    public CloseReason whyEnded() {
      return CloseCause.UNREACHABLE.because("it ended");
    }
  }

  private static final class NoBrowser implements Browser {
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();

    @Override
    public void send(ByteBuffer bytes) {}

    @Override
    public void say(String text) {
      said.add(text);
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseReason reason) {
      closed.add(reason);
    }
  }
}
