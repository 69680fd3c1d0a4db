package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.engineproxy.EngineProxy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's work, done through the filtered socket; and what that one refuses. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FilteredEngineIT {
  private static final String IMAGE = EngineUnderTest.image();
  private static final Limits LIMITS = Limits.parse("512m", 1.5, 256);

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final DesktopSpec ada = DesktopSpec.usual("ada-" + instance, new Size(800, 600));
  private final DesktopSpec copy =
      DesktopSpec.usual("copy-" + instance, new Size(800, 600))
          .with(new Disk(Optional.of("kept_" + instance), 1));
  private Path directory;
  private EngineProxy proxy;
  private Engine engine;
  private DockerRuntime runtime;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("fe");
    proxy =
        new EngineProxy(
            directory.resolve("s"),
            Path.of(Engine.USUAL_ADDRESS.substring("unix://".length())),
            instance,
            IMAGE);
    Thread serving =
        new Thread(
            () -> {
              try {
                proxy.serve();
              } catch (IOException closed) {
                // The test is over.
              }
            });
    serving.setDaemon(true);
    serving.start();
    engine = new Engine("unix://" + directory.resolve("s"));
    runtime =
        new DockerRuntime(
            engine,
            instance,
            IMAGE,
            LIMITS,
            new DesktopNetwork(DesktopNetwork.USUAL_NAME),
            EgressPolicy.of(EgressMode.INTERNET, ""),
            id -> new EgressRule(EgressMode.INTERNET, List.of()),
            SystemFiles.CHANGEABLE);
    EngineUnderTest.require(runtime);
  }

  @AfterEach
  void leavesNothing() throws IOException {
    runtime.remove(ada.id(), true);
    runtime.remove(copy.id(), true);
    copies().systems().forEach(copies()::dropSystem);
    for (int n = 0; n < 3; n++) {
      runtime.egress().orElseThrow().attend();
    }
    runtime.close();
    proxy.close();
    Files.delete(directory);
  }

  @Test
  void theServerDoesAllItsWorkThroughIt() throws IOException {
    runtime.start(ada);
    try (DesktopStream stream = runtime.connect(ada.id())) {
      byte[] banner = stream.input().readNBytes(12);
      assertThat(new String(banner, StandardCharsets.US_ASCII)).isEqualTo("RFB 003.008\n");
      stream.output().write(banner);
      stream.output().flush();
      assertThat(stream.input().read()).as("how many ways to log in").isEqualTo(1);
    }
    runtime.dress(ada.id(), new Look("dark", Optional.empty()));
    runtime.tell(ada.id(), "hello");
    runtime.limit(ada.with(new Quota(0.5, 400, 0, 0)));
    assertThat(runtime.homeMb(ada.id())).isPresent();
    assertThat(runtime.ranOutOfMemory(Instant.now().minusSeconds(5))).isEmpty();
    assertThat(runtime.freeMemoryMb()).isPresent();
    assertThat(runtime.egress().orElseThrow().attend()).isEmpty();
    runtime.egress().orElseThrow().apply(ada.id());
    runtime.pause(ada.id());
    runtime.start(ada);
    assertThat(runtime.software().orElseThrow().installed(ada.id())).isEmpty();

    ByteArrayOutputStream home = new ByteArrayOutputStream();
    copies()
        .whileStill(
            ada.id(),
            () -> {
              copies().keepSystem(ada, "deep_" + instance);
              copies().readHome(ada.id(), 0, home);
              return ada;
            });
    copies().nameSystem("deep_" + instance, "kept_" + instance);
    copies().writeHome(copy.id(), 1, new ByteArrayInputStream(home.toByteArray()));
    runtime.start(copy);
    assertThat(runtime.desktops()).hasSize(2).containsValue(DesktopState.RUNNING);
    runtime.stop(ada.id());
    assertThat(runtime.whyStopped(ada.id())).hasValue("it was stopped");
  }

  @Test
  void whoTakesTheServerOverDoesNotGetTheMachine() {
    var notOurs = Role.PORTER.labels(instance, "x");
    refused(
        docker ->
            docker
                .createContainerCmd(IMAGE)
                .withLabels(notOurs)
                .withHostConfig(
                    HostConfig.newHostConfig().withNetworkMode("none").withPrivileged(true))
                .exec());
    refused(
        docker ->
            docker
                .createContainerCmd(IMAGE)
                .withLabels(notOurs)
                .withHostConfig(
                    HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withBinds(new Bind("/", new Volume(DesktopContainer.HOME))))
                .exec());
    refused(
        docker ->
            docker
                .createContainerCmd("atelier/server:latest")
                .withLabels(notOurs)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("host"))
                .exec());
    refused(docker -> docker.pullImageCmd("debian").start());
    refused(docker -> docker.listSwarmNodesCmd().exec());
    // A container of somebody else.
    Engine own = EngineUnderTest.engine();
    String theirs = own.ask("make", docker -> docker.createContainerCmd(IMAGE).exec().getId());
    try {
      refused(docker -> docker.inspectContainerCmd(theirs).exec());
      refused(docker -> docker.startContainerCmd(theirs).exec());
      refused(docker -> docker.execCreateCmd(theirs).withCmd("id").exec());
      refused(docker -> docker.removeContainerCmd(theirs).withForce(true).exec());
      refused(docker -> docker.copyArchiveFromContainerCmd(theirs, "/etc").exec());
    } finally {
      own.ask("clear", docker -> docker.removeContainerCmd(theirs).exec());
      own.close();
    }
  }

  private void refused(Function<DockerClient, Object> question) {
    assertThatThrownBy(
            () -> {
              Object answer = engine.<Object>ask("break out", question);
              if (answer
                  instanceof com.github.dockerjava.api.async.ResultCallback.Adapter<?> later) {
                later.awaitCompletion();
              }
            })
        .hasStackTraceContaining("403");
  }

  private DesktopCopies copies() {
    return runtime.copies().orElseThrow();
  }
}
