package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.control.DriverChanged;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.session.SessionsInMemory;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Control changes hands while people watch a desktop and hold its buttons down. */
@Timeout(30)
class ControlTakenTest {
  private static final String ADA = "sess_a";
  private static final byte[] HANDSHAKE = "RFB 003.008\n\1\1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PRESS = {5, 1, 0, 10, 0, 20};
  private static final byte[] RELEASE = {5, 0, 0, 10, 0, 20};
  private static final byte[] LOOK = {3, 0, 0, 0, 0, 0, 0, 1, 0, 1};

  private final SessionsInMemory room = new SessionsInMemory();
  private final LeasesInMemory control = new LeasesInMemory();
  private final Leases leases = control.leases();
  private final Viewers viewers = new Viewers(room.uses(), room.background());
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final CountDownLatch slow = new CountDownLatch(1);

  @AfterEach
  void close() {
    slow.countDown();
    viewers.stop();
    await().until(() -> viewers.count() == 0);
    room.close();
  }

  private Page open(String name) {
    Page page = new Page(name);
    viewers.begin(ADA, page.viewer);
    await().until(() -> happened.contains(name + " hears nobody"));
    page.viewer.received(ByteBuffer.wrap(HANDSHAKE));
    return page;
  }

  private Lease grace() {
    Lease taken = leases.take(ADA, new Holder.Person("grace", false), Optional.empty());
    happened.add("taken");
    return taken;
  }

  @Test
  void whatIsHeldIsLetGoOfBeforeControlIsTakenAndThenAllAreTold() throws Exception {
    control.drivers().observedBy(viewers::driverChanged);
    Page vera = open("vera");
    var unused = open("bob");
    vera.press();
    await().until(() -> happened.contains("bob hears vera"));
    vera.stuck = true;
    FutureTask<Lease> take = new FutureTask<>(this::grace);
    new Thread(take, "grace").start();
    await().until(() -> happened.contains("vera lets go"));
    await().during(Duration.ofMillis(300)).until(() -> !take.isDone());
    assertThat(happened).doesNotContain("bob hears grace", "vera hears grace");
    slow.countDown();
    Lease grace = take.get(10, TimeUnit.SECONDS);
    assertThat(leases.current(ADA)).contains(grace);
    await().until(() -> happened.containsAll(List.of("vera hears grace", "bob hears grace")));
    assertThat(happened)
        .containsSubsequence("vera presses", "vera lets go", "vera has let go", "taken")
        .containsSubsequence("vera has let go", "vera hears grace")
        .containsOnlyOnce("vera has let go")
        .doesNotContain("bob lets go");
    assertThat(vera.viewer.holds()).isFalse();
  }

  @Test
  void aDesktopThatTakesNothingMoreHoldsNobodyUpForLong() throws Exception {
    control.drivers().observedBy(viewers::driverChanged);
    Page vera = open("vera");
    vera.press();
    vera.stuck = true;
    FutureTask<Lease> take = new FutureTask<>(this::grace);
    new Thread(take, "grace").start();
    assertThat(take.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(happened).contains("vera lets go").doesNotContain("vera has let go");
  }

  @Test
  void whoGoesOnDrivingGoesOnHolding() {
    Page vera = open("vera");
    vera.press();
    viewers.driverChanged(new DriverChanged(ADA));
    await().until(() -> happened.contains("vera hears vera"));
    assertThat(happened).doesNotContain("vera lets go");
    assertThat(vera.viewer.holds()).isTrue();
  }

  /** By the viewer itself: others are told before its lease is known to be its own. */
  @Test
  void whoTouchesIsToldThatTheyDrive() {
    Page vera = open("vera");
    vera.press();
    assertThat(happened).endsWith("vera presses", "vera hears vera");
    vera.press();
    assertThat(happened).endsWith("vera hears vera", "vera presses");
  }

  @Test
  void whateverComesFromTheBrowserIsASignOfItsDriver() {
    Page vera = open("vera");
    vera.steering.take(Optional.empty());
    var before = leases.state(ADA).until().orElseThrow();
    control.clock().pass(Duration.ofSeconds(20));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              vera.viewer.received(ByteBuffer.wrap(LOOK));
              return leases.state(ADA).until().orElseThrow().isAfter(before);
            });
    control.clock().pass(Duration.ofSeconds(20));
    control.expireAll();
    assertThat(vera.steering.drives()).isTrue();
  }

  @Test
  void whereControlCannotBePutOnRecordTheViewEndsAndNothingIsPassedOn() {
    control
        .changes()
        .observedBy(
            change -> {
              throw new IllegalStateException("the record is full");
            });
    Page vera = open("vera");
    vera.press();
    await().until(() -> happened.contains("vera is shut out"));
    assertThat(happened).doesNotContain("vera presses");
    assertThat(leases.current(ADA)).isEmpty();
  }

  /** One person's page, its viewer and the stream to the desktop. */
  private final class Page extends OutputStream implements Watched, Browser, DesktopStream {
    private final String name;
    private final Steering steering;
    private final Viewer viewer;
    private final PipedOutputStream mouth = new PipedOutputStream();
    private final PipedInputStream pictures;
    private volatile boolean stuck;

    Page(String name) {
      this.name = name;
      steering = new Steering(ADA, Caller.of(name, Role.OPERATOR), true, leases, Optional.empty());
      viewer = new Viewer(this, this);
      try {
        pictures = new PipedInputStream(mouth);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    void press() {
      viewer.received(ByteBuffer.wrap(PRESS));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      byte[] message = Arrays.copyOfRange(bytes, from, from + length);
      if (Arrays.equals(message, PRESS)) {
        happened.add(name + " presses");
      } else if (Arrays.equals(message, RELEASE)) {
        happened.add(name + " lets go");
        awaitRoom();
        happened.add(name + " has let go");
      }
    }

    private void awaitRoom() throws IOException {
      try {
        if (stuck) {
          slow.await();
        }
      } catch (InterruptedException stopping) {
        throw new IOException(stopping);
      }
    }

    @Override
    public void write(int one) {
      throw new AssertionError("messages are written whole");
    }

    @Override
    public DesktopStream open() {
      return this;
    }

    @Override
    public InputStream input() {
      return pictures;
    }

    @Override
    public OutputStream output() {
      return this;
    }

    @Override
    public boolean mayStay() {
      return true;
    }

    @Override
    public Wheel wheel() {
      return steering;
    }

    @Override
    public boolean drives() {
      return steering.drives();
    }

    @Override
    public void heard() {
      steering.beat();
    }

    @Override
    public Optional<String> control() {
      return Optional.of(leases.state(ADA).person().map(Holder.Person::name).orElse("nobody"));
    }

    @Override
    public CloseReason whyEnded() {
      return CloseCause.DESKTOP_ENDED.because("it ended");
    }

    @Override
    public void send(ByteBuffer bytes) {}

    @Override
    public void say(String text) {
      happened.add(name + " hears " + text);
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseReason reason) {
      happened.add(name + " is shut out");
    }

    @Override
    public void close() {
      try {
        mouth.close();
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
