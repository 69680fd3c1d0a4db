package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import dev.atelier.desktop.BlockedReader;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DockerRuntimeIT {
  private static final String IMAGE = "atelier/desktop:latest";
  private static final Limits LIMITS = Limits.parse("512m", 1.5, 256);

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final Engine engine = EngineUnderTest.engine();
  private final DockerRuntime runtime = new DockerRuntime(engine, instance, IMAGE, LIMITS);
  private final String hungryImage = "atelier/hungry:" + instance;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void needsTheEngineAndTheImage() {
    EngineUnderTest.require(runtime);
  }

  @AfterEach
  void leavesNothing() {
    ids.forEach(id -> runtime.remove(id, true));
    assertThat(runtime.desktops()).isEmpty();
    runtime.close();
  }

  @Test
  void livesFromStartToRemovalAndEveryStepMayBeRepeated() {
    DesktopSpec spec = spec("life");
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.MISSING);

    runtime.start(spec);
    runtime.start(spec);
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.RUNNING);
    assertThat(runtime.desktops()).containsExactly(Map.entry(spec.id(), DesktopState.RUNNING));
    assertThat(runtime.whyStopped(spec.id())).isEmpty();

    runtime.pause(spec.id());
    runtime.pause(spec.id());
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.PAUSED);
    assertThatThrownBy(() -> runtime.connect(spec.id()))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("paused");
    runtime.start(spec);
    runtime.start(spec);
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.RUNNING);
    assertThat(banner(spec.id())).isEqualTo("RFB 003.008\n");

    runtime.pause(spec.id());
    runtime.stop(spec.id());
    runtime.stop(spec.id());
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.STOPPED);
    assertThat(runtime.whyStopped(spec.id())).hasValue("it was stopped");
    assertThatThrownBy(() -> runtime.pause(spec.id())).isInstanceOf(DesktopException.class);
    assertThatThrownBy(() -> runtime.connect(spec.id()))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("not running");

    runtime.start(spec);
    assertThat(banner(spec.id())).isEqualTo("RFB 003.008\n");

    runtime.remove(spec.id(), false);
    runtime.remove(spec.id(), false);
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.MISSING);
    assertThat(homeExists(spec.id())).isTrue();
    runtime.remove(spec.id(), true);
    runtime.remove(spec.id(), true);
    assertThat(homeExists(spec.id())).isFalse();
    runtime.stop(spec.id());
  }

  @Test
  void nothingCanBeGainedInsideAndTheLimitsAreSet() throws IOException {
    DesktopSpec spec =
        DesktopSpec.usual(spec("limits").id(), new Size(800, 600)).with(new Quota(0.5, 300, 0, 0));
    runtime.start(spec);

    assertThat(run(spec.id(), "cat", "/proc/1/status"))
        .containsPattern("CapEff:\\s+0000000000000000")
        .containsPattern("CapBnd:\\s+0000000000000000")
        .containsPattern("NoNewPrivs:\\s+1")
        .containsPattern("Uid:\\s+1000");
    var found =
        engine.ask("look", docker -> docker.inspectContainerCmd(containerOf(spec.id())).exec());
    HostConfig host = found.getHostConfig();
    assertThat(host.getMemory()).isEqualTo(300L << 20);
    assertThat(host.getMemorySwap()).isEqualTo(300L << 20);
    assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(host.getPidsLimit()).isEqualTo(256L);
    assertThat(host.getPrivileged()).isFalse();
    assertThat(host.getPortBindings()).isNull();
    assertThat(found.getNetworkSettings().getPorts().getBindings()).isEmpty();
    assertThat(found.getConfig().getEnv())
        .contains("DESKTOP_RESOLUTION=800x600", "DESKTOP_THEME=terracotta", "DESKTOP_ACCENT=");
  }

  @Test
  void aDesktopThatIsWokenHasTheLimitsItIsStartedWith() {
    DesktopSpec spec = spec("woken");
    runtime.start(spec);
    runtime.limit(spec.with(new Quota(0.5, 300, 0, 0)));
    runtime.pause(spec.id());
    runtime.start(spec);
    HostConfig host =
        engine
            .ask("look", docker -> docker.inspectContainerCmd(containerOf(spec.id())).exec())
            .getHostConfig();
    assertThat(host.getMemory()).isEqualTo(512L << 20);
    assertThat(host.getMemorySwap()).isEqualTo(512L << 20);
    assertThat(host.getNanoCPUs()).isGreaterThan(500_000_000L);
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void manyStartsOfTheSameDesktopMakeOneContainer() throws Exception {
    DesktopSpec spec = spec("same");
    atOnce(
        10,
        n ->
            () -> {
              runtime.start(spec);
              return null;
            });
    assertThat(runtime.desktops()).containsExactly(Map.entry(spec.id(), DesktopState.RUNNING));
  }

  @Tag("long")
  @Test
  void tenDesktopsStartSideBySide() throws Exception {
    List<DesktopSpec> specs = IntStream.range(0, 10).mapToObj(n -> spec("side" + n)).toList();
    atOnce(
        10,
        n ->
            () -> {
              runtime.start(specs.get(n));
              return null;
            });
    assertThat(runtime.desktops()).hasSize(10).containsValue(DesktopState.RUNNING);
    atOnce(
        10,
        n ->
            () -> {
              assertThat(banner(specs.get(n).id())).startsWith("RFB");
              return null;
            });
  }

  @Test
  void oneDesktopCannotReachAnother() throws Exception {
    DesktopSpec listening = spec("listening");
    DesktopSpec calling = spec("calling");
    runtime.start(listening);
    runtime.start(calling);
    String address = run(listening.id(), "hostname", "-i").strip();

    try (ExecStream listener =
        ExecStream.open(
            engine,
            containerOf(listening.id()),
            Exec.DESKTOP_USER,
            "socat",
            "TCP-LISTEN:4444,fork",
            "EXEC:echo yes")) {
      String[] call = {"socat", "-", "TCP:" + address + ":4444,connect-timeout=2"};
      await().until(() -> run(listening.id(), call), "yes\n"::equals);
      assertThat(run(calling.id(), call)).isEmpty();
      assertThat(listener.input().available()).isZero();
    }
  }

  @Test
  void aFailedStartLeavesNothingBehind() {
    DesktopSpec spec = spec("failed");
    DockerRuntime imageless = new DockerRuntime(engine, instance, "atelier/none:such", LIMITS);
    assertThat(imageless.problem()).hasValueSatisfying(why -> assertThat(why).contains("setup.sh"));
    assertThatThrownBy(() -> imageless.start(spec))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("./setup.sh");
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.MISSING);
    assertThat(homeExists(spec.id())).isFalse();

    runtime.start(spec);
    runtime.remove(spec.id(), false);
    assertThatThrownBy(() -> imageless.start(spec)).isInstanceOf(DesktopException.class);
    assertThat(homeExists(spec.id())).as("a home that was there before").isTrue();
  }

  @Test
  void aContainerThatWasKilledIsStoppedAndStartsAgainWithItsHome() throws IOException {
    DesktopSpec spec = spec("killed");
    runtime.start(spec);
    run(spec.id(), "sh", "-c", "echo kept > ~/note");

    engine.ask("kill", docker -> docker.killContainerCmd(containerOf(spec.id())).exec());
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.STOPPED);
    assertThat(runtime.whyStopped(spec.id()))
        .hasValueSatisfying(why -> assertThat(why).contains("killed from outside"));

    runtime.start(spec);
    assertThat(run(spec.id(), "cat", "note")).isEqualTo("kept\n");
    runtime.remove(spec.id(), false);
    runtime.start(spec);
    assertThat(run(spec.id(), "cat", "note")).isEqualTo("kept\n");
  }

  @Test
  void runningOutOfMemoryIsToldAsSuch() {
    DesktopSpec spec = spec("oom");
    DockerRuntime hungry =
        new DockerRuntime(engine, instance, hungryImage(spec), Limits.parse("64m", 1, 64));
    hungry.start(spec);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> hungry.state(spec.id()) == DesktopState.STOPPED);
    assertThat(hungry.whyStopped(spec.id()))
        .hasValueSatisfying(why -> assertThat(why).contains("out of memory").contains("64 MiB"));
    hungry.remove(spec.id(), true);
    engine.ask("clear", docker -> docker.removeImageCmd(hungryImage).exec());
  }

  /** The desktop image, with a session that takes all the memory it can get. */
  private String hungryImage(DesktopSpec spec) {
    runtime.start(spec);
    engine.ask(
        "commit",
        docker ->
            docker
                .commitCmd(containerOf(spec.id()))
                .withRepository("atelier/hungry")
                .withTag(instance)
                .withCmd("python3", "-c", "bytearray(10**9)")
                .exec());
    runtime.remove(spec.id(), true);
    return hungryImage;
  }

  @Test
  void desktopsOfAnotherServerAreLeftAlone() {
    DesktopSpec spec = spec("mine");
    runtime.start(spec);
    DockerRuntime other = new DockerRuntime(engine, instance + "-other", IMAGE, LIMITS);
    assertThat(other.desktops()).isEmpty();
    assertThatThrownBy(() -> other.start(spec)).hasMessageContaining("not of this server");
    assertThatThrownBy(() -> other.remove(spec.id(), true))
        .hasMessageContaining("not of this server");
    assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.RUNNING);
  }

  /** One that is frozen while it begins hangs the engine for this container for ever. */
  @Test
  void aDesktopIsPausedWhileProgramsRunOnItAndGoesOn() throws Exception {
    DesktopSpec spec = spec("frozen");
    runtime.start(spec);
    banner(spec.id());
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (DesktopStream live = runtime.connect(spec.id())) {
      for (int n = 0; n < 25; n++) {
        Future<OptionalLong> measuring = threads.submit(() -> runtime.homeMb(spec.id()));
        // Each question takes some milliseconds, so that the pause comes at another moment each
        // time. An engine that hears late of the pause before says so once more for a moment.
        for (int question = 0; question < n; question++) {
          await()
              .pollDelay(Duration.ZERO)
              .until(() -> runtime.state(spec.id()) == DesktopState.RUNNING);
        }
        runtime.pause(spec.id());
        assertThat(runtime.state(spec.id())).isEqualTo(DesktopState.PAUSED);
        runtime.start(spec);
        try {
          assertThat(measuring.get()).isPresent();
        } catch (ExecutionException late) {
          assertThat(late).hasMessageContaining("paused");
        }
      }
      assertThat(live.input().readNBytes(12)).hasSize(12);
      assertThat(runtime.homeMb(spec.id())).isPresent();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aHomeIsMeasuredHoweverMuchOfItCannotBeRead() throws IOException {
    DesktopSpec spec = spec("locked");
    runtime.start(spec);
    run(
        spec.id(),
        "sh",
        "-c",
        "mkdir locked && cd locked && head -c 3M /dev/zero > ../note"
            + " && seq -f a-directory-with-a-long-name-that-nobody-may-read-%g 1500 | xargs mkdir -m 0");
    assertThat(runtime.homeMb(spec.id()).orElseThrow()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aHundredConnectionsLeaveNothingOpen() throws Exception {
    DesktopSpec spec = spec("leaks");
    runtime.start(spec);
    banner(spec.id());
    await().untilAsserted(() -> nothingIsConnectedTo(spec));
    int threads = Thread.activeCount();
    int files = openFiles();

    for (int n = 0; n < 100; n++) {
      assertThat(banner(spec.id())).startsWith("RFB");
    }

    await()
        .untilAsserted(
            () -> {
              nothingIsConnectedTo(spec);
              assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 5);
              assertThat(openFiles()).isLessThanOrEqualTo(files + 5);
            });
  }

  private void nothingIsConnectedTo(DesktopSpec spec) throws IOException {
    assertThat(run(spec.id(), "pgrep", "-c", "socat")).isEqualTo("0\n");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("hijacking"));
  }

  @Test
  void aReaderThatIsBlockedIsReleasedByClosing() throws Exception {
    DesktopSpec spec = spec("close");
    runtime.start(spec);
    DesktopStream stream = runtime.connect(spec.id());
    stream.input().readNBytes(12);
    BlockedReader reader = BlockedReader.of(stream.input());
    stream.close();
    assertThat(reader.result()).isEqualTo(-1);
    assertThatThrownBy(
            () -> {
              stream.output().write(1);
              stream.output().flush();
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void theStreamEndsWhenTheDesktopDoes() throws Exception {
    DesktopSpec spec = spec("ends");
    runtime.start(spec);
    try (DesktopStream stream = runtime.connect(spec.id())) {
      stream.input().readNBytes(12);
      engine.ask("kill", docker -> docker.killContainerCmd(containerOf(spec.id())).exec());
      assertThat(stream.input().readAllBytes()).isEmpty();
    }
  }

  @Test
  void whatGoesThroughAStreamArrivesExactly() throws Exception {
    DesktopSpec spec = spec("bytes");
    runtime.start(spec);
    try (ExecStream echo =
        ExecStream.open(engine, containerOf(spec.id()), Exec.DESKTOP_USER, "cat")) {
      byte[] sent = new byte[24 << 20];
      new Random(7).nextBytes(sent);
      Thread writer =
          new Thread(
              () -> {
                try {
                  echo.output().write(sent);
                  echo.output().flush();
                } catch (IOException broken) {
                  throw new UncheckedIOException(broken);
                }
              });
      writer.start();
      await("a slow reader makes the writer wait")
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(20))
          .until(() -> writer.getState() == Thread.State.WAITING);
      assertThat(echo.input().readNBytes(sent.length)).isEqualTo(sent);
      writer.join();
    }
  }

  @Test
  void oneThatWasMadeAndNeverStartedGetsAnIdentityOfItsOwn() throws IOException {
    DesktopSpec spec = spec("crashed");
    DesktopContainer made = new DesktopContainer(spec.id(), instance);
    runtime.start(spec("neighbour"));
    engine.ask(
        "make it, and crash",
        docker -> {
          made.makeHome(docker, 0);
          docker
              .createContainerCmd(IMAGE)
              .withName(made.name())
              .withLabels(made.labels())
              .withHostConfig(
                  HostConfig.newHostConfig()
                      .withNetworkMode(DesktopNetwork.USUAL_NAME)
                      .withTmpFs(Map.of("/tmp", "rw,mode=1777")))
              .exec();
          return made;
        });
    runtime.start(spec);
    assertThat(run(spec.id(), "cat", "/etc/machine-id")).isEqualTo(MachineId.of(spec.id()) + "\n");
  }

  @Test
  void whatWasFlushedArrivesThoughTheStreamIsClosedAtOnce() throws Exception {
    DesktopSpec spec = spec("last");
    runtime.start(spec);
    try (ExecStream writing =
        ExecStream.open(
            engine, containerOf(spec.id()), Exec.DESKTOP_USER, "sh", "-c", "cat > words")) {
      writing.output().write("last words".getBytes(StandardCharsets.UTF_8));
      writing.output().flush();
    }
    await().untilAsserted(() -> assertThat(run(spec.id(), "cat", "words")).isEqualTo("last words"));
  }

  @Test
  void aNetworkThatWasRemovedIsMadeAgain() {
    DesktopSpec spec = spec("network");
    DesktopNetwork own = new DesktopNetwork("atelier-" + instance);
    DockerRuntime apart = new DockerRuntime(engine, instance, IMAGE, LIMITS, own);
    try {
      apart.start(spec);
      apart.stop(spec.id());
      removeNetwork(own);
      apart.start(spec);
      assertThat(banner(spec.id())).startsWith("RFB");
    } finally {
      apart.remove(spec.id(), true);
      removeNetwork(own);
    }
  }

  private void removeNetwork(DesktopNetwork network) {
    engine.ask("remove", docker -> docker.removeNetworkCmd(network.name()).exec());
  }

  private DesktopSpec spec(String name) {
    String id = name + "-" + instance;
    ids.add(id);
    return DesktopSpec.usual(id, new Size(1280, 720));
  }

  private static String containerOf(String id) {
    return "atelier-desktop-" + id;
  }

  private String banner(String id) {
    try (DesktopStream stream = runtime.connect(id)) {
      return new String(stream.input().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String run(String id, String... command) throws IOException {
    try (ExecStream stream = ExecStream.open(engine, containerOf(id), Exec.DESKTOP_USER, command)) {
      return new String(stream.input().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean homeExists(String id) {
    return engine.ask(
        "look for the home",
        docker -> {
          try {
            docker.inspectVolumeCmd("atelier-home-" + id).exec();
            return true;
          } catch (NotFoundException missing) {
            return false;
          }
        });
  }

  private interface Numbered<T> {
    Callable<T> number(int n);
  }

  private static <T> void atOnce(int count, Numbered<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      for (Future<T> done :
          threads.invokeAll(IntStream.range(0, count).mapToObj(work::number).toList())) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count();
    }
  }
}
