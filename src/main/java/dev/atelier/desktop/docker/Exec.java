package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.model.Frame;
import dev.atelier.desktop.DesktopException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

  /**
   * Runs a program that may take long.
   *
   * @param lines gets each line that it prints, as it is printed
   * @return the code that it ended with
   * @throws DesktopException when it does not end in time
   */
  static int stream(
      Engine engine,
      String container,
      String user,
      Duration limit,
      Consumer<String> lines,
      List<String> command) {
    String doing = "run “" + command.get(0) + "” on the desktop";
    return engine.ask(
        doing,
        docker -> {
          String exec = create(docker, container, user, false, command);
          await(docker.execStartCmd(exec).withDetach(false), new Lines(lines), limit, doing);
          return codeOf(docker, exec);
        });
  }

  private static Output run(
      DockerClient docker,
      String container,
      String user,
      Duration limit,
      byte[] stdin,
      List<String> command,
      String doing) {
    String exec = create(docker, container, user, stdin.length > 0, command);
    Collected collected = new Collected();
    var start = docker.execStartCmd(exec).withDetach(false);
    if (stdin.length > 0) {
      start = start.withStdIn(new ByteArrayInputStream(stdin));
    }
    await(start, collected, limit, doing);
    return new Output(codeOf(docker, exec), collected.text());
  }

  private static String create(
      DockerClient docker, String container, String user, boolean reads, List<String> command) {
    return docker
        .execCreateCmd(container)
        .withUser(user)
        .withAttachStdin(reads)
        .withAttachStdout(true)
        .withAttachStderr(true)
        .withCmd(command.toArray(String[]::new))
        .exec()
        .getId();
  }

  private static int codeOf(DockerClient docker, String exec) {
    Long code = docker.inspectExecCmd(exec).exec().getExitCodeLong();
    return code == null ? -1 : code.intValue();
  }

  private static <C extends ResultCallback.Adapter<Frame>> void await(
      ExecStartCmd start, C output, Duration limit, String doing) {
    try (C running = start.exec(output)) {
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
  }

  /** Prints as it comes, cut into lines. */
  private static final class Lines extends ResultCallback.Adapter<Frame> {
    private static final int LONGEST = 2000;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void onNext(Frame frame) {
      for (byte next : frame.getPayload()) {
        if (next == '\n' || next == '\r') {
          pass();
        } else if (line.size() < LONGEST) {
          line.write(next);
        }
      }
    }

    @Override
    public synchronized void onComplete() {
      pass();
      super.onComplete();
    }

    private void pass() {
      String text = line.toString(StandardCharsets.UTF_8).strip();
      line.reset();
      if (!text.isEmpty()) {
        lines.accept(text);
      }
    }
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
