package dev.atelier.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a desktop's processes, with small scripts in the desktop's place. */
@Timeout(60)
class LocalDesktopTest {
  /** Its own children, one that leaves the family, and one in another session. */
  private static final String FAMILY =
      """
      touch "$DESK_RUN/vnc.sock"
      (sleep 1000 &)
      setsid sleep 1001 &
      trap 'echo ended >"$HOME/farewell"; exit 0' TERM
      sleep 1002 & wait
      """;

  @TempDir Path data;

  private LocalDesktop desktop;
  private Unconfined unconfined;

  @AfterEach
  void leavesNoProcess() {
    if (desktop != null) {
      desktop.stop(unconfined);
      assertThat(desktop.processes()).isEmpty();
    }
  }

  @Test
  void startedItRunsAndStoppedNothingOfItIsLeft() throws IOException {
    launch(FAMILY);
    assertThat(desktop.state()).isEqualTo(DesktopState.RUNNING);
    await().until(() -> desktop.processes().size() >= 5);

    desktop.stop(unconfined);
    assertThat(desktop.state()).isEqualTo(DesktopState.STOPPED);
    assertThat(desktop.processes()).isEmpty();
    assertThat(desktop.whyStopped()).hasValue("it was stopped");
    assertThat(home().resolve("farewell")).as("it was asked before").exists();
  }

  @Test
  void itIsFoundAgainByAnotherServer() throws IOException {
    launch(FAMILY);
    LocalDesktop again = new LocalDesktop(place().directory());
    assertThat(again.state()).isEqualTo(DesktopState.RUNNING);
    again.pause();
    assertThat(desktop.state()).isEqualTo(DesktopState.PAUSED);
    again.stop(unconfined);
    assertThat(desktop.state()).isEqualTo(DesktopState.STOPPED);
  }

  @Test
  void pausedAllOfItIsFrozen() throws IOException {
    launch(FAMILY);
    await().until(() -> desktop.processes().size() >= 5);
    desktop.pause();
    assertThat(desktop.state()).isEqualTo(DesktopState.PAUSED);
    assertThatThrownBy(() -> desktop.connect()).hasMessageContaining("paused");
    desktop.resume();
    assertThat(desktop.state()).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void whatWasKilledFromOutsideIsStoppedAndItsRemainsAreSweptAtTheNextStart() throws IOException {
    launch(FAMILY);
    await().until(() -> desktop.processes().size() >= 5);
    List<ProcessHandle> before = desktop.processes();
    ProcessHandle.of(ProcessMark.read(place().mark()).orElseThrow().pid())
        .ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> desktop.state() == DesktopState.STOPPED);
    assertThat(desktop.whyStopped()).hasValue("its processes were killed from outside");

    desktop.launch(unconfined, spec());
    assertThat(desktop.processes()).doesNotContainAnyElementsOf(before);
    assertThat(desktop.state()).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void aSessionThatEndsSaysHow() throws IOException {
    launch("touch \"$DESK_RUN/vnc.sock\"; sleep 0.3; exit 3");
    await().until(() -> desktop.state() == DesktopState.STOPPED);
    await().until(() -> desktop.whyStopped().orElse("").endsWith("exit code 3"));
  }

  @Test
  void aSessionThatCannotStartLeavesNothingAndSaysWhy() throws IOException {
    assertThatThrownBy(() -> launch("echo no display today >&2; exit 1"))
        .isInstanceOf(DesktopException.class)
        .hasMessage("could not start the desktop: no display today");
    assertThat(place().directory()).doesNotExist();
    assertThat(desktop.state()).isEqualTo(DesktopState.MISSING);
  }

  @Test
  void aHomeThatWasThereSurvivesAFailedStart() throws IOException {
    launch(FAMILY);
    Files.writeString(home().resolve("note"), "kept");
    desktop.stop(unconfined);
    desktop.remove(false);
    assertThatThrownBy(() -> launch("exit 1")).isInstanceOf(DesktopException.class);
    assertThat(home().resolve("note")).hasContent("kept");
    assertThat(desktop.state()).isEqualTo(DesktopState.MISSING);
  }

  @Test
  void removedItsHomeStaysAndPurgedNothingDoes() throws IOException {
    launch(FAMILY);
    Path locked = Files.createDirectories(home().resolve("locked/inner"));
    Files.createSymbolicLink(locked.resolve("away"), data.resolve("scripts"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    desktop.stop(unconfined);

    desktop.remove(false);
    assertThat(desktop.state()).isEqualTo(DesktopState.MISSING);
    assertThat(home()).exists();
    desktop.remove(true);
    desktop.remove(true);
    assertThat(place().directory()).doesNotExist();
    assertThat(data.resolve("scripts/desktop-session")).exists();
  }

  @Test
  void nothingOfTheServersEnvironmentReachesIt() throws IOException {
    launch("env >\"$HOME/env\"; " + FAMILY);
    assertThat(Files.readAllLines(home().resolve("env")))
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .isSubsetOf(
            "PATH",
            "LANG",
            "HOME",
            "PWD",
            "DESK_DISPLAY",
            "DESK_RUN",
            "DESK_CONFIG",
            "DESKTOP_RESOLUTION",
            "DESKTOP_THEME",
            "DESK_WISHES",
            "ATELIER_DESKTOP",
            "OLDPWD",
            "SHLVL",
            "_");
  }

  @Test
  void itFindsItsLookAndItsPanelsLineInFiles() throws IOException {
    launch(FAMILY);
    desktop.dress(new Look("dark", Optional.of("#8dbb95")));
    desktop.tell("$0.42 / $2.00", Instant.ofEpochSecond(1_700_000_000));
    assertThat(place().wish()).hasContent("dark #8dbb95");
    assertThat(place().status()).hasContent("1700000000\n$0.42 / $2.00");
    desktop.dress(new Look("light", Optional.empty()));
    assertThat(Files.readString(place().wish()).strip()).isEqualTo("light");
  }

  @Test
  void whatAProgramPutInTheWayIsReplacedAndNotWrittenThrough() throws IOException {
    launch(FAMILY);
    Path secret = Files.writeString(data.resolve("secret"), "untouched");
    Files.createSymbolicLink(place().status(), secret);
    desktop.tell("$0.42 / $2.00", Instant.EPOCH);
    assertThat(secret).hasContent("untouched");
    assertThat(place().status()).isRegularFile().content().endsWith("$0.42 / $2.00\n");
    assertThat(Files.isSymbolicLink(place().status())).isFalse();
  }

  @Test
  void aDesktopThatDoesNotRunCannotBeTold() throws IOException {
    launch(FAMILY);
    desktop.pause();
    assertThatThrownBy(() -> desktop.tell("a line", Instant.EPOCH))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("does not run");
    desktop.stop(unconfined);
    assertThatThrownBy(() -> desktop.dress(Look.STANDARD)).isInstanceOf(DesktopException.class);
  }

  @Test
  void aPathTooLongForASocketIsSaidSo() throws IOException {
    Path deep = data.resolve("d".repeat(120));
    Files.createDirectories(deep);
    LocalDesktop far = new LocalDesktop(deep.resolve("one"));
    script("exit 0");
    assertThatThrownBy(() -> far.launch(unconfined, spec())).hasMessageContaining("ATELIER_DATA");
    assertThat(deep.resolve("one")).doesNotExist();
  }

  private void launch(String session) throws IOException {
    script(session);
    desktop = new LocalDesktop(place().directory());
    desktop.launch(unconfined, spec());
  }

  private void script(String session) throws IOException {
    Path scripts = Files.createDirectories(data.resolve("scripts"));
    Path script = scripts.resolve("desktop-session");
    Files.writeString(script, "#!/bin/sh\n" + session);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    unconfined = new Unconfined(scripts, false);
  }

  private Place place() {
    return new Place(data.resolve("one"));
  }

  private Path home() {
    return place().home();
  }

  private static DesktopSpec spec() {
    return DesktopSpec.usual("one", new Size(1280, 720));
  }
}
