package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the desktop's own scripts do, with programs that only pretend. */
@Timeout(60)
class DesktopScriptsTest {
  /** The first hangs before it tells its display; whoever waits for that is not told of an end. */
  private static final String HANGS_ONCE =
      """
      echo "$$" >>"$HOME/servers"
      [ "$(wc -l <"$HOME/servers")" = 1 ] || { echo 7 >&3; exec 3>&-; }
      exec sleep 1000
      """;

  private static final Duration PANEL_SOON = Duration.ofSeconds(1);

  @TempDir private Path top;
  private final List<Process> started = new ArrayList<>();
  private Path programs;
  private Path run;

  @BeforeEach
  void layOut() throws IOException {
    programs = Files.createDirectory(top.resolve("bin"));
    run = Files.createDirectory(top.resolve("run"));
  }

  @AfterEach
  void leavesNoProcess() {
    for (Process each : started) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly();
    }
  }

  @Test
  void aVncServerThatHangsBeforeItIsReadyIsStartedAgain() throws IOException {
    for (String program : List.of("xauth", "dbus-daemon", "xwallpaper", "openbox")) {
      pretend(program, "exit 0");
    }
    pretend("Xvnc", HANGS_ONCE);

    start(
        Map.of("PATH", programs + ":" + System.getenv("PATH"), "DESK_DISPLAY_WITHIN", "1"),
        "desktop-session");

    await().until(() -> said().contains("ready on display :7,"));
    assertThat(said()).contains("the display ended (137), starting it again");
    List<String> servers = Files.readAllLines(top.resolve("servers"));
    assertThat(servers).hasSize(2);
    assertThat(ProcessHandle.of(Long.parseLong(servers.get(0))).filter(ProcessHandle::isAlive))
        .isEmpty();
  }

  @Test
  void thePanelsLineIsSeenSoonAndTakesNoProgramToWaitForIt() throws IOException {
    for (String needed : List.of("bash", "mkdir")) {
      pretend(needed, "exec /usr/bin/" + needed + " \"$@\"");
    }
    start(
        Map.of("PATH", programs.toString(), "DESK_STALE_AFTER", "90"), "desktop-session", "panel");

    tell(Instant.now(), "$0.42 / $2.00");
    await().atMost(Duration.ofSeconds(5)).until(() -> printed().equals("$0.42 / $2.00\n"));
    for (String line : List.of("$0.43 / $2.00", "$0.44 / $2.00 · the assistant is working")) {
      tell(Instant.now(), line);
      await().atMost(PANEL_SOON).until(() -> printed().endsWith("\n" + line + "\n"));
    }
    tell(Instant.now().minusSeconds(95), "$0.44 / $2.00");
    await().atMost(PANEL_SOON).until(() -> printed().endsWith("\n$0.44 / $2.00 (stale)\n"));
    assertThat(said()).isEmpty();
  }

  private void pretend(String program, String script) throws IOException {
    Path file = programs.resolve(program);
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void start(Map<String, String> more, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh"));
    words.addAll(List.of(command));
    words.set(1, Path.of("desktop", command[0]).toAbsolutePath().toString());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(top.resolve("printed").toFile())
            .redirectError(top.resolve("said").toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(
        Map.of(
            "HOME", top.toString(),
            "DESK_RUN", run.toString(),
            "DESK_CONFIG", Path.of("desktop").toAbsolutePath().toString(),
            "DESK_DISPLAY", "auto"));
    environment.putAll(more);
    started.add(builder.start());
  }

  private void tell(Instant since, String line) throws IOException {
    Path fresh = run.resolve("status.new");
    Files.writeString(fresh, since.getEpochSecond() + "\n" + line + "\n");
    Files.move(fresh, run.resolve("status"), StandardCopyOption.ATOMIC_MOVE);
  }

  private String printed() throws IOException {
    return Files.readString(top.resolve("printed"));
  }

  private String said() throws IOException {
    return Files.readString(top.resolve("said"));
  }
}
