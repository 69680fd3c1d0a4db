package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.Size;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class EngineSilenceTest {
  @TempDir Path directory;

  @Test
  void anEngineThatIsNotThereIsSaidSo() {
    try (Engine engine = new Engine("unix://" + directory.resolve("none.sock"))) {
      assertSilent(engine, "none.sock", "DOCKER_HOST");
      assertThatThrownBy(() -> runtime(engine).start(spec()))
          .isInstanceOf(DesktopException.class)
          .hasMessageStartingWith("could not start the desktop")
          .hasMessageContaining("none.sock");
      assertThatThrownBy(() -> runtime(engine).desktops()).isInstanceOf(DesktopException.class);
    }
  }

  @Test
  void anEngineWhosePortIsClosedIsSaidSo() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Engine engine = new Engine("tcp://127.0.0.1:" + port)) {
      assertSilent(engine, Integer.toString(port), "DOCKER_HOST");
    }
  }

  @Test
  void anEngineThatTakesTheCallAndSaysNothingIsGivenUp() throws Exception {
    Path socket = directory.resolve("mute.sock");
    try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Engine engine = new Engine("unix://" + socket)) {
      mute.bind(UnixDomainSocketAddress.of(socket));
      Instant begin = Instant.now();
      assertThat(runtime(engine).problem())
          .hasValueSatisfying(
              problem -> assertThat(problem).contains("mute.sock", "no answer within 3 s"));
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static void assertSilent(Engine engine, String... words) {
    assertThat(runtime(engine).isAvailable()).isFalse();
    assertThat(runtime(engine).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains(words));
  }

  private static DockerRuntime runtime(Engine engine) {
    return new DockerRuntime(engine, "test", "none", Limits.parse("1g", 1, 64));
  }

  private static DesktopSpec spec() {
    return DesktopSpec.usual("one", new Size(1280, 720));
  }
}
