package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import dev.atelier.desktop.DesktopException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that the engine runs inside a container. On desktops they go through {@link
 * DesktopPrograms}.
 */
final class Exec implements AutoCloseable {
  static final String DESKTOP_USER = "operator";
  private static final int MOST_OUTPUT = 64 * 1024;
  private static final Duration BEGINNING = Duration.ofSeconds(20);
  private static final long FIRST_LOOK_MILLIS = 10;
  private static final long SELDOMEST_LOOK_MILLIS = 200;

  private final Engine engine;
  private final String id;
  private final String doing;
  private final Printed output;

  private Exec(Engine engine, String id, String doing, Printed output) {
    this.engine = engine;
    this.id = id;
    this.doing = doing;
    this.output = output;
  }

  /**
   * How a program ended.
   *
   * @param text what it printed, errors included
   */
  record Output(int code, String text) {}

  /**
   * Runs a program that reads nothing, to its end.
   *
   * @throws DesktopException when it does not end in time
   */
  static Output run(
      Engine engine, String container, String user, Duration limit, String... command) {
    Collected collected = new Collected();
    try (Exec running = begin(engine, container, user, collected, List.of(command))) {
      return running.ended(collected, limit);
    }
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
    try (Exec running = begin(engine, container, user, new Lines(lines), command)) {
      running.awaitEnd(limit);
      return running.code();
    }
  }

  /** Begins a program; it runs when this returns, unless it has ended already. */
  static Exec begin(
      Engine engine, String container, String user, Printed output, List<String> command) {
    String doing = "run “" + command.get(0) + "” on the desktop";
    return engine.ask(
        doing,
        docker -> {
          String id = create(docker, container, user, false, command);
          docker.execStartCmd(id).withDetach(false).exec(output);
          Exec begun = new Exec(engine, id, doing, output);
          try {
            begun.awaitBegin(docker);
          } catch (RuntimeException failed) {
            begun.close();
            throw failed;
          }
          return begun;
        });
  }

  /** Makes a program ready to be started. */
  static String create(
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

  /** Most have ended before they are first looked at. */
  private void awaitBegin(DockerClient docker) {
    awaitBegin(docker, id, doing, output::hasEndedWithin);
  }

  /**
   * Waits until a program that was started runs or has ended: the engine answers the start before.
   *
   * @param pause waits that many milliseconds, and tells whether the program has ended
   * @throws DesktopException when it does not begin in time
   */
  static void awaitBegin(DockerClient docker, String id, String doing, Pause pause) {
    long end = System.nanoTime() + BEGINNING.toNanos();
    long millis = FIRST_LOOK_MILLIS;
    try {
      while (!pause.hasEndedWithin(millis) && !hasBegun(docker, id)) {
        if (System.nanoTime() > end) {
          throw new DesktopException(
              "could not " + doing + ": it did not begin within " + BEGINNING.toSeconds() + " s");
        }
        millis = Math.min(millis * 2, SELDOMEST_LOOK_MILLIS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }

  /** The time between two looks at a program that begins. */
  interface Pause {
    boolean hasEndedWithin(long millis) throws InterruptedException;
  }

  /** It has its number on the machine only when nothing is left to be done for it to run. */
  private static boolean hasBegun(DockerClient docker, String id) {
    InspectExecResponse found = docker.inspectExecCmd(id).exec();
    Long number = found.getPidLong();
    return number != null && number > 0
        || !Boolean.TRUE.equals(found.isRunning()) && found.getExitCodeLong() != null;
  }

  /** What it printed and how it ended. */
  Output ended(Collected collected, Duration limit) {
    awaitEnd(limit);
    return new Output(code(), collected.text());
  }

  /**
   * Waits for its end.
   *
   * @throws DesktopException when it does not end in time
   */
  void awaitEnd(Duration limit) {
    boolean ended =
        engine.ask(
            doing,
            docker -> {
              try {
                return output.hasEndedWithin(limit.toMillis());
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new DesktopException("the server is stopping", stopping);
              }
            });
    if (!ended) {
      throw new DesktopException(
          "could not " + doing + ": it did not end within " + limit.toSeconds() + " s");
    }
  }

  private int code() {
    Long code = engine.ask(doing, docker -> docker.inspectExecCmd(id).exec().getExitCodeLong());
    return code == null ? -1 : code.intValue();
  }

  /** Listens to it no longer; it may run on. */
  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to close.
    }
  }

  /** What a program prints; waiting for its end does not stop it from printing. */
  abstract static class Printed extends ResultCallback.Adapter<Frame> {
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void onComplete() {
      super.onComplete();
      over.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      super.onError(failure);
      over.countDown();
    }

    /** Throws what has gone wrong, too. */
    boolean hasEndedWithin(long millis) throws InterruptedException {
      return over.await(millis, TimeUnit.MILLISECONDS)
          && awaitCompletion(millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Prints as it comes, cut into lines. */
  private static final class Lines extends Printed {
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
  static final class Collected extends Printed {
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
