package dev.atelier.desktop.rfb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atelier.Requirement;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real desktop in a container of its own, reached through the engine's command line. */
final class DesktopContainer implements AutoCloseable {
  private static final String IMAGE =
      System.getenv().getOrDefault("DESKTOP_IMAGE", "atelier/desktop:latest");
  private static final String SOCKET = "/run/desk/vnc.sock";

  private final String id;

  private DesktopContainer(String id) {
    this.id = id;
  }

  /** Starts one; without an engine the test fails under {@code CI=true} and is left out else. */
  static DesktopContainer start() {
    String id;
    try {
      id =
          output(
              List.of(
                  "docker",
                  "run",
                  "-d",
                  "--rm",
                  "--cap-drop=ALL",
                  "--security-opt",
                  "no-new-privileges",
                  "--shm-size",
                  "256m",
                  IMAGE));
    } catch (UncheckedIOException | IllegalStateException missing) {
      Requirement.met(Optional.of("no engine or no image " + IMAGE + ": " + missing.getMessage()));
      throw missing;
    }
    DesktopContainer container = new DesktopContainer(id.strip());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> container.sh("test -S " + SOCKET + " && echo yes || true").equals("yes\n"));
    return container;
  }

  DesktopStream connect() {
    try {
      Process relay =
          new ProcessBuilder("docker", "exec", "-i", id, "socat", "STDIO", "UNIX-CONNECT:" + SOCKET)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new RelayStream(relay);
    } catch (IOException missing) {
      throw new DesktopException("docker cannot be run", missing);
    }
  }

  /** Runs a shell command in the container and returns what it writes. */
  String sh(String command) {
    return output(List.of("docker", "exec", id, "sh", "-c", command));
  }

  void pause() {
    output(List.of("docker", "pause", id));
  }

  void unpause() {
    output(List.of("docker", "unpause", id));
  }

  /** Starts a shell command on the desktop and leaves it running. */
  void launch(String command) {
    output(
        List.of(
            "docker",
            "exec",
            "-d",
            "-e",
            "DISPLAY=:1",
            "-e",
            "XAUTHORITY=/run/desk/Xauthority",
            id,
            "sh",
            "-c",
            command));
  }

  /** Opens a terminal of 100x30 characters at [100, 100] that runs a shell command. */
  void terminal(String command) {
    launch("xterm -u8 -b 0 -geometry 100x30+100+100 -e sh -c '" + command + "'");
  }

  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + String.join(" ", command));
      }
      return output;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    output(List.of("docker", "rm", "-f", id));
  }

  private record RelayStream(Process relay) implements DesktopStream {
    @Override
    public InputStream input() {
      return relay.getInputStream();
    }

    @Override
    public OutputStream output() {
      return relay.getOutputStream();
    }

    @Override
    public void close() {
      relay.destroyForcibly();
    }
  }
}
