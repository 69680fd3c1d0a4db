package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.HandSetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLoginTest {
  @TempDir private Path data;

  private final HandSetClock clock = new HandSetClock();

  @Test
  void theConfiguredPasswordOpensTheConsole() {
    ConsoleLogin login = login("sage");
    assertThat(login.accepts("sage", "here")).isTrue();
    assertThat(login.accepts("Sage", "here")).isFalse();
    assertThat(login.accepts("", "here")).isFalse();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void withoutOneAPasswordIsMadeAndKept() throws IOException {
    ConsoleLogin login = login("");
    String made = Files.readString(file()).strip();
    assertThat(made).hasSizeGreaterThanOrEqualTo(20);
    assertThat(login.accepts(made, "here")).isTrue();
    assertThat(login("").accepts(made, "here")).isTrue();
  }

  @Test
  void onlyTheServersUserCanReadIt() throws IOException {
    login("");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void anEmptyFileDoesNotMakeTheEmptyPasswordRight() throws IOException {
    Files.createFile(file());
    ConsoleLogin login = login("");
    assertThat(login.accepts("", "here")).isFalse();
    assertThat(login.accepts(Files.readString(file()).strip(), "here")).isTrue();
  }

  @Test
  void afterFiveWrongGuessesAClientMustWait() {
    ConsoleLogin login = login("sage");
    guessWrong(login, 4);
    assertThat(login.waitingTime("here")).isZero();
    guessWrong(login, 1);
    assertThat(login.waitingTime("here")).isPositive();
    assertThat(login.accepts("sage", "here")).isFalse();
  }

  @Test
  void aGuessThatCameMeanwhileCountsForOneThatIsUnderWay() throws Exception {
    CountDownLatch looks = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    AtomicReference<Thread> held = new AtomicReference<>();
    Clock slow =
        new Clock() {
          @Override
          public Instant instant() {
            if (Thread.currentThread() == held.get()) {
              looks.countDown();
              awaitQuietly(mayGoOn);
            }
            return clock.instant();
          }

          @Override
          public ZoneId getZone() {
            return clock.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }
        };
    ConsoleLogin login = new ConsoleLogin(Optional.of("sage"), data.toString(), slow);
    login.readPassword();
    guessWrong(login, 4);
    FutureTask<Boolean> guess = new FutureTask<>(() -> login.accepts("sage", "here"));
    Thread guessing = new Thread(guess);
    held.set(guessing);
    guessing.start();
    looks.await();
    Thread wrong = new Thread(() -> login.accepts("wrong", "here"));
    wrong.start();
    await()
        .until(
            () ->
                wrong.getState() == Thread.State.BLOCKED
                    || wrong.getState() == Thread.State.TERMINATED);
    boolean isCounted = wrong.getState() == Thread.State.TERMINATED;
    mayGoOn.countDown();
    wrong.join();
    assertThat(guess.get()).isEqualTo(!isCounted);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoHasWaitedMayGuessAgain() {
    ConsoleLogin login = login("sage");
    guessWrong(login, 5);
    clock.pass(Duration.ofSeconds(31));
    assertThat(login.waitingTime("here")).isZero();
    assertThat(login.accepts("sage", "here")).isTrue();
  }

  @Test
  void othersNeedNotWait() {
    ConsoleLogin login = login("sage");
    guessWrong(login, 5);
    assertThat(login.accepts("sage", "elsewhere")).isTrue();
  }

  @Test
  void theRightPasswordForgivesEarlierGuesses() {
    ConsoleLogin login = login("sage");
    guessWrong(login, 4);
    login.accepts("sage", "here");
    guessWrong(login, 4);
    assertThat(login.waitingTime("here")).isZero();
  }

  private static void guessWrong(ConsoleLogin login, int times) {
    for (int n = 0; n < times; n++) {
      assertThat(login.accepts("wrong" + n, "here")).isFalse();
    }
  }

  private Path file() {
    return data.resolve("console-password");
  }

  private ConsoleLogin login(String configured) {
    ConsoleLogin login = new ConsoleLogin(Optional.of(configured), data.toString(), clock);
    login.readPassword();
    return login;
  }
}
