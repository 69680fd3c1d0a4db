package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.atelier.desktop.DesktopException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that the engine runs inside a container, to its end. */
final class Exec {
  static final String DESKTOP_USER = "operator";
  private static final int MOST_OUTPUT = 64 * 1024;

  private Exec() {}

  /**
   * How a program ended.
   *
   * @param text what it printed, errors included
   */
  record Output(int code, String text) {}

  /** Runs a program that reads nothing. */
  static Output run(
      Engine engine, String container, String user, Duration limit, String... command) {
    return run(engine, container, user, limit, new byte[0], List.of(command));
  }

  /**
   * Runs a program.
   *
   * @throws DesktopException when it does not end in time
   */
  static Output run(
      Engine engine,
      String container,
      String user,
      Duration limit,
      byte[] stdin,
      List<String> command) {
    String doing = "run “" + command.get(0) + "” on the desktop";
    return engine.ask(doing, docker -> run(docker, container, user, limit, stdin, command, doing));
  }

  private static Output run(
      DockerClient docker,
      String container,
      String user,
      Duration limit,
      byte[] stdin,
      List<String> command,
      String doing) {
    String exec =
        docker
            .execCreateCmd(container)
            .withUser(user)
            .withAttachStdin(stdin.length > 0)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command.toArray(String[]::new))
            .exec()
            .getId();
    Collected collected = new Collected();
    var start = docker.execStartCmd(exec).withDetach(false);
    if (stdin.length > 0) {
      start = start.withStdIn(new ByteArrayInputStream(stdin));
    }
    try (Collected running = start.exec(collected)) {
      if (!running.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DesktopException(
            "could not " + doing + ": it did not end within " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    } catch (java.io.IOException closing) {
      throw new DesktopException("could not " + doing, closing);
    }
    Long code = docker.inspectExecCmd(exec).exec().getExitCodeLong();
    return new Output(code == null ? -1 : code.intValue(), collected.text());
  }

  /** What a program prints, up to a bound. */
  private static final class Collected extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Override
    public synchronized void onNext(Frame frame) {
      byte[] payload = frame.getPayload();
      output.write(payload, 0, Math.min(payload.length, MOST_OUTPUT - output.size()));
    }

    synchronized String text() {
      return output.toString(StandardCharsets.UTF_8);
    }
  }
}
