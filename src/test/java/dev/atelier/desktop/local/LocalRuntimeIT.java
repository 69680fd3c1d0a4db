package dev.atelier.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.Requirement;
import dev.atelier.desktop.BlockedReader;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.HomePath;
import dev.atelier.desktop.PathRefused;
import dev.atelier.desktop.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local runtime with the real session, VNC server and sandbox. */
@Timeout(90)
class LocalRuntimeIT {
  private static final Path SCRIPTS = Path.of(System.getProperty("desktop.dir", "desktop"));
  private static final LoopbackRule RULE = new LoopbackRule("127.0.0.1", false);

  @TempDir Path data;

  private LocalRuntime runtime;

  @BeforeEach
  void needsWhatTheSessionIsMadeOf() {
    runtime = new LocalRuntime(data, SCRIPTS, RULE);
    Requirement.met(runtime.problem());
  }

  @AfterEach
  void leavesNothing() {
    runtime.desktops().keySet().forEach(id -> runtime.remove(id, true));
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(one -> one.info().commandLine().orElse("").contains(data.toString()));
  }

  @Test
  void livesFromStartToRemovalAndEveryStepMayBeRepeated() {
    assertThat(runtime.state("life")).isEqualTo(DesktopState.MISSING);
    runtime.start(spec("life"));
    runtime.start(spec("life"));
    assertThat(banner("life")).startsWith("RFB 003.008");
    assertThat(runtime.desktops()).containsExactly(Map.entry("life", DesktopState.RUNNING));
    assertThat(runtime.whyStopped("life")).isEmpty();

    runtime.pause("life");
    runtime.pause("life");
    assertThat(runtime.state("life")).isEqualTo(DesktopState.PAUSED);
    assertThatThrownBy(() -> runtime.connect("life"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("paused");
    runtime.start(spec("life"));
    runtime.start(spec("life"));
    assertThat(banner("life")).startsWith("RFB");

    runtime.pause("life");
    runtime.stop("life");
    runtime.stop("life");
    assertThat(runtime.state("life")).isEqualTo(DesktopState.STOPPED);
    assertThat(runtime.whyStopped("life")).hasValue("it was stopped");
    assertThatThrownBy(() -> runtime.connect("life")).hasMessageContaining("not running");
    runtime.start(spec("life"));
    assertThat(banner("life")).startsWith("RFB");

    runtime.remove("life", false);
    runtime.remove("life", false);
    assertThat(runtime.state("life")).isEqualTo(DesktopState.MISSING);
    assertThat(data.resolve("desktops/life/home/Desktop")).exists();
    runtime.remove("life", true);
    runtime.remove("life", true);
    assertThat(data.resolve("desktops/life")).doesNotExist();
  }

  @Test
  void aServerThatWasKilledLeavesItsDesktopsToTheNext() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstServer.class.getName(),
                data.toString(),
                SCRIPTS.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(server.getInputStream().read()).isEqualTo('!');
    server.destroyForcibly().waitFor();

    assertThat(runtime.desktops())
        .containsExactly(
            Map.entry("one", DesktopState.RUNNING), Map.entry("two", DesktopState.PAUSED));
    assertThat(banner("one")).startsWith("RFB");
    runtime.start(spec("two"));
    assertThat(banner("two")).startsWith("RFB");
    runtime.stop("one");
    assertThat(processes("one")).isEmpty();
    assertThat(runtime.whyStopped("one")).hasValue("it was stopped");
  }

  /** Starts two desktops, and waits to be killed. */
  static final class FirstServer {
    private FirstServer() {}

    public static void main(String[] arguments) throws IOException {
      LocalRuntime first = new LocalRuntime(Path.of(arguments[0]), Path.of(arguments[1]), RULE);
      first.start(spec("one"));
      first.start(spec("two"));
      first.pause("two");
      System.out.print('!');
      System.out.flush();
      System.in.read();
    }
  }

  @Test
  void itsFirstProcessIsNotTheServersToTakeAlong() throws IOException {
    runtime.start(spec("alone"));
    long leader = leaderOf("alone");
    String[] stat = Files.readString(Path.of("/proc/" + leader + "/stat")).split(" ", -1);
    assertThat(stat[5]).as("a session of its own").isEqualTo(Long.toString(leader));
  }

  @Test
  void inItsSandboxItSeesNoOtherHomeAndNothingOfTheServer() throws IOException {
    Requirement.met(
        new Bubblewrap(SCRIPTS, Confinement.serverIsRoot()).works()
            ? Optional.empty()
            : Optional.of("bubblewrap cannot make a sandbox"));
    runtime.start(spec("one"));
    runtime.start(spec("two"));
    long server = serverOf("one");
    Path root = Path.of("/proc/" + server + "/root");
    assertThat(names(root.resolve("home"))).containsExactly("operator");
    assertThat(names(root.resolve("home/operator"))).contains("Desktop");
    assertThat(root.resolve(data.toAbsolutePath().toString().substring(1))).doesNotExist();
    assertThat(root.resolve("root")).doesNotExist();
    assertThat(Files.readString(Path.of("/proc/" + server + "/status")))
        .containsPattern("CapEff:\\s+0000000000000000")
        .containsPattern("CapBnd:\\s+0000000000000000")
        .containsPattern("NoNewPrivs:\\s+1")
        .doesNotContainPattern("Uid:\\s+0\\s");
    assertThat(Files.readString(Path.of("/proc/" + server + "/environ")))
        .doesNotContain(data.toString());
    for (String kind : List.of("pid", "ipc", "uts", "mnt")) {
      assertThat(Files.readSymbolicLink(Path.of("/proc/" + server + "/ns/" + kind)))
          .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/" + kind)));
    }
  }

  @Test
  void filesOfAHomeAreReachedWithTheRightsOfTheDesktop() throws IOException {
    runtime.start(spec("filed"));
    Path home = data.resolve("desktops/filed/home");
    DesktopFiles files = runtime.files().orElseThrow();
    HomePath letter = new HomePath("letters/-1 ü");
    files.write(
        "filed", letter, new ByteArrayInputStream(new byte[700_000]), DesktopFiles.Terms.NONE);
    assertThat(home.resolve("letters/-1 ü")).hasSize(700_000);
    assertThat(Files.getOwner(home.resolve("letters"))).isEqualTo(Files.getOwner(home));
    try (DesktopFiles.Reading open = files.open("filed", letter)) {
      assertThat(open.content().readAllBytes()).hasSize(700_000);
    }
    assertThat(files.list("filed", new HomePath("letters")).entries()).hasSize(1);
    files.delete("filed", letter);
    assertThat(home.resolve("letters")).isEmptyDirectory();
    Files.writeString(data.resolve("secret"), "secret");
    Files.createSymbolicLink(home.resolve("out"), data.resolve("secret"));
    assertThatThrownBy(() -> files.open("filed", new HomePath("out")))
        .isInstanceOf(PathRefused.class);
    await()
        .until(
            () ->
                ProcessHandle.current()
                    .descendants()
                    .noneMatch(one -> one.info().commandLine().orElse("").contains("letters")));
  }

  @Test
  void killedFromOutsideItIsStoppedAndStartsAgainWithItsHome() throws IOException {
    runtime.start(spec("killed"));
    banner("killed");
    Files.writeString(data.resolve("desktops/killed/home/note"), "kept");
    ProcessHandle.of(leaderOf("killed")).ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> runtime.state("killed") == DesktopState.STOPPED);
    assertThat(runtime.whyStopped("killed")).hasValue("its processes were killed from outside");
    runtime.start(spec("killed"));
    assertThat(banner("killed")).startsWith("RFB");
    assertThat(data.resolve("desktops/killed/home/note")).hasContent("kept");
  }

  @Test
  void stoppingLeavesNoProcess() throws IOException {
    runtime.start(spec("gone"));
    banner("gone");
    List<ProcessHandle> all =
        ProcessHandle.of(leaderOf("gone")).orElseThrow().descendants().toList();
    assertThat(all).hasSizeGreaterThan(3);
    runtime.stop("gone");
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(all)
                    .noneMatch(
                        one -> ProcStat.of(one.pid()).filter(ProcStat::isAlive).isPresent()));
  }

  @Test
  void withoutASandboxItRunsToo() {
    runtime = new LocalRuntime(data, SCRIPTS, new Unconfined(SCRIPTS.toAbsolutePath(), false));
    assertThat(runtime.caution())
        .hasValueSatisfying(caution -> assertThat(caution).contains("nothing is isolated"));
    runtime.start(spec("bare"));
    assertThat(banner("bare")).startsWith("RFB");
    runtime.pause("bare");
    runtime.start(spec("bare"));
    assertThat(banner("bare")).startsWith("RFB");
    runtime.stop("bare");
    assertThat(processes("bare")).isEmpty();
  }

  @Test
  void aHundredConnectionsLeaveNothingOpen() throws IOException {
    runtime.start(spec("leaks"));
    banner("leaks");
    int files = openFiles();
    for (int n = 0; n < 100; n++) {
      assertThat(banner("leaks")).startsWith("RFB");
    }
    assertThat(openFiles()).isLessThanOrEqualTo(files + 5);
  }

  @Test
  void aReaderThatIsBlockedIsReleasedByClosing() throws Exception {
    runtime.start(spec("close"));
    DesktopStream stream = runtime.connect("close");
    stream.input().readNBytes(12);
    BlockedReader reader = BlockedReader.of(stream.input());
    stream.close();
    assertThat(reader.result()).isEqualTo(-1);
  }

  private static DesktopSpec spec(String id) {
    return DesktopSpec.usual(id, new Size(1280, 720));
  }

  private String banner(String id) {
    try (DesktopStream stream = runtime.connect(id)) {
      return new String(stream.input().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private List<ProcessHandle> processes(String id) {
    return ProcessTree.belongingTo(data.resolve("desktops").resolve(id));
  }

  private long leaderOf(String id) {
    return ProcessMark.read(data.resolve("desktops/" + id + "/process")).orElseThrow().pid();
  }

  /** The VNC server, whose view of the machine is the desktop's. */
  private long serverOf(String id) {
    return ProcessHandle.of(leaderOf(id))
        .orElseThrow()
        .descendants()
        .filter(one -> one.info().commandLine().orElse("").contains("-rfbunixpath"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int openFiles() throws IOException {
    return names(Path.of("/proc/self/fd")).size();
  }
}
