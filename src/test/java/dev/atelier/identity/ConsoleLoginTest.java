package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLoginTest {
  @TempDir private Path data;

  private final HandSetClock clock = new HandSetClock();
  private final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  private final ConsoleUsers users =
      new ConsoleUsers(new UsersInMemory(), new QuickPasswordHash(), noted, clock);

  @BeforeEach
  void begin() {
    users.begin();
  }

  private ConsoleLogin login(String configured) {
    ConsoleLogin login =
        new ConsoleLogin(
            Optional.of(Secret.of(configured)),
            data.toString(),
            users,
            new LoginThrottle(clock),
            noted,
            clock);
    login.readPassword();
    return login;
  }

  private static boolean admits(ConsoleLogin login, String password, String client) {
    return login.accepts("admin", password, client).isPresent();
  }

  private static void guessWrong(ConsoleLogin login, String client, int times) {
    for (int n = 0; n < times; n++) {
      assertThat(admits(login, "wrong" + n, client)).isFalse();
    }
  }

  private Path file() {
    return data.resolve("console-password");
  }

  @Test
  void theConfiguredPasswordOpensTheConsole() {
    ConsoleLogin login = login("sage");
    assertThat(admits(login, "sage", "here")).isTrue();
    assertThat(admits(login, "Sage", "here")).isFalse();
    assertThat(admits(login, "", "here")).isFalse();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void whoIsLoggedInIsKnownUntilTheirPasswordIsAnother() {
    Object session = login("sage").accepts(" admin ", "sage", "here").orElseThrow();
    assertThat(login("sage").caller(session).orElseThrow().with(Credential.NONE))
        .isEqualTo(Caller.of("admin", Role.ADMIN));
    assertThat(login("rosemary").caller(session)).isEmpty();
    assertThat(login("sage").caller(null)).isEmpty();
    assertThat(login("sage").caller("admin")).isEmpty();
    assertThat(session.toString()).doesNotContain("sage");
  }

  @Test
  void usersLogInWithTheirOwn() {
    users.add("Ada", "correct horse", Role.VIEWER, Optional.empty(), "admin");
    ConsoleLogin login = login("sage");
    assertThat(login.accepts("Ada", "sage", "here")).isEmpty();
    Object session = login.accepts("Ada", "correct horse", "here").orElseThrow();
    assertThat(login.caller(session).orElseThrow().with(Credential.NONE))
        .isEqualTo(Caller.of("Ada", Role.VIEWER));
    assertThat(users.get("Ada").lastLoginAt()).contains(clock.instant());
  }

  @Test
  void usersChangeTheirOwnPasswordAndStayLoggedIn() {
    users.add("Ada", "correct horse", Role.VIEWER, Optional.empty(), "admin");
    ConsoleLogin login = login("sage");
    Object here = login.accepts("Ada", "correct horse", "here").orElseThrow();
    Object elsewhere = login.accepts("Ada", "correct horse", "there").orElseThrow();
    assertThatThrownBy(() -> login.changePassword(here, "wrong", "battery staple", "here"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("present");
    assertThatThrownBy(() -> login.changePassword(here, "correct horse", "short", "here"))
        .isInstanceOf(InvalidField.class);
    Object since = login.changePassword(here, "correct horse", "battery staple", "here");
    assertThat(login.caller(since)).isPresent();
    assertThat(login.caller(elsewhere)).isEmpty();
    assertThat(login.caller(here)).isEmpty();
    for (int n = 0; n < 5; n++) {
      assertThatThrownBy(() -> login.changePassword(since, "wrong", "battery staple", "here"))
          .isInstanceOf(InvalidField.class);
    }
    assertThatThrownBy(() -> login.changePassword(since, "battery staple", "another one", "here"))
        .hasMessageContaining("too often");
    Object admin = login.accepts("admin", "sage", "office").orElseThrow();
    assertThat(login.mayChangePassword(admin)).isFalse();
  }

  @Test
  void loginsAndFailuresAreOnRecordWithoutThePassword() {
    ConsoleLogin login = login("sage");
    var wrong = login.accepts("x".repeat(150), "parsley", "192.0.2.7");
    var right = login.accepts("admin", "sage", "192.0.2.7");
    assertThat(wrong).isEmpty();
    assertThat(right).isPresent();
    assertThat(noted.fired())
        .extracting(AccessNoted::type)
        .containsExactly("auth.login_failed", "auth.login");
    assertThat(noted.fired().get(0).actor()).hasSizeLessThan(80);
    assertThat(noted.fired().toString()).contains("192.0.2.7").doesNotContain("parsley", "sage");
  }

  @Test
  void namesAndPasswordsWithoutEndAreNotEvenCounted() {
    ConsoleLogin login = login("sage");
    for (int n = 0; n < 30; n++) {
      assertThat(login.accepts("x".repeat(200) + n, "wrong", "here")).isEmpty();
      assertThat(login.accepts("admin", "y".repeat(500), "here")).isEmpty();
    }
    assertThat(noted.fired()).isEmpty();
    assertThat(admits(login, "sage", "here")).isTrue();
  }

  @Test
  void withoutOneAPasswordIsMadeAndKept() throws IOException {
    ConsoleLogin login = login("");
    String made = Files.readString(file()).strip();
    assertThat(made).hasSizeGreaterThanOrEqualTo(20);
    assertThat(admits(login, made, "here")).isTrue();
    assertThat(admits(login(""), made, "here")).isTrue();
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
    assertThat(admits(login, "", "here")).isFalse();
    assertThat(admits(login, Files.readString(file()).strip(), "here")).isTrue();
  }

  @Test
  void afterFiveWrongGuessesAClientMustWait() {
    ConsoleLogin login = login("sage");
    guessWrong(login, "here", 4);
    assertThat(login.waitingTime("admin", "here")).isZero();
    guessWrong(login, "here", 1);
    assertThat(login.waitingTime("admin", "here")).isPositive();
    assertThat(admits(login, "sage", "here")).isFalse();
  }

  @Test
  void whoHasWaitedMayGuessAgain() {
    ConsoleLogin login = login("sage");
    guessWrong(login, "here", 5);
    clock.pass(Duration.ofSeconds(31));
    assertThat(login.waitingTime("admin", "here")).isZero();
    assertThat(admits(login, "sage", "here")).isTrue();
  }

  @Test
  void othersNeedNotWait() {
    ConsoleLogin login = login("sage");
    guessWrong(login, "here", 5);
    assertThat(admits(login, "sage", "elsewhere")).isTrue();
  }

  @Test
  void oneNameCannotBeGuessedFromEverywhereWithoutEnd() {
    ConsoleLogin login = login("sage");
    for (int n = 0; n < 25; n++) {
      guessWrong(login, "address " + n, 1);
    }
    assertThat(login.waitingTime("admin", "elsewhere")).isPositive();
    assertThat(login.waitingTime("Ada", "elsewhere")).isZero();
  }

  @Test
  void whoHasOnePasswordCannotGuessAtOthersWithoutEnd() {
    users.add("Ada", "correct horse", Role.VIEWER, Optional.empty(), "admin");
    ConsoleLogin login = login("sage");
    guessWrong(login, "here", 4);
    assertThat(login.accepts("Ada", "correct horse", "here")).isPresent();
    guessWrong(login, "here", 1);
    assertThat(login.waitingTime("admin", "here")).isPositive();
  }

  @Test
  void guessesAreForgottenInTime() {
    ConsoleLogin login = login("sage");
    guessWrong(login, "here", 4);
    clock.pass(Duration.ofMinutes(16));
    guessWrong(login, "here", 4);
    assertThat(login.waitingTime("admin", "here")).isZero();
  }

  @Test
  void guessesOfOthersHoldUpNobodyWhereTheyHaveLoggedInBefore() {
    ConsoleLogin login = login("sage");
    assertThat(admits(login, "sage", "here")).isTrue();
    for (int n = 0; n < 25; n++) {
      guessWrong(login, "address " + n, 1);
    }
    assertThat(login.waitingTime("admin", "elsewhere")).isPositive();
    assertThat(admits(login, "sage", "here")).isTrue();
  }

  @Test
  void addressesOfOneHouseholdAreOne() {
    ConsoleLogin login = login("sage");
    for (int n = 1; n <= 5; n++) {
      guessWrong(login, "2001:db8:1:2::" + n, 1);
    }
    assertThat(login.waitingTime("admin", "2001:db8:1:2:ffff::9")).isPositive();
    assertThat(login.waitingTime("admin", "2001:db8:1:3::1")).isZero();
  }

  @Test
  void guessesAtOnceAreNoMoreThanGuessesInTurn() throws Exception {
    LoginThrottle throttle = new LoginThrottle(clock);
    CountDownLatch together = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<Boolean>> guesses =
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    threads.submit(
                        () -> {
                          together.await();
                          return throttle.mayGuess("here", "admin");
                        }))
            .toList();
    together.countDown();
    int let = 0;
    for (Future<Boolean> guess : guesses) {
      let += guess.get() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(let).isEqualTo(5);
  }
}
