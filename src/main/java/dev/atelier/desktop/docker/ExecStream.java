package dev.atelier.desktop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The input and output of a program that the engine runs inside a desktop's container. */
final class ExecStream implements DesktopStream {
  private static final long LAST_WORDS_MILLIS = 250;

  private final StdinPipe stdin;
  private final DockerHttpClient.Response answer;
  private final FramedOutput stdout;
  private final OutputStream output;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ExecStream(StdinPipe stdin, DockerHttpClient.Response answer) {
    this.stdin = stdin;
    this.answer = answer;
    this.stdout = new FramedOutput(answer.getBody());
    this.output = new BufferedOutputStream(stdin.writer(), 8 * 1024);
  }

  /** Runs the command in the container; it runs when this returns, unless it has ended already. */
  static ExecStream open(Engine engine, String container, String user, String... command) {
    String doing = "connect to the desktop";
    return engine.ask(
        doing,
        docker -> {
          String exec = Exec.create(docker, container, user, true, List.of(command));
          StdinPipe stdin = new StdinPipe();
          ExecStream stream = new ExecStream(stdin, engine.startExec(exec, stdin));
          try {
            Exec.awaitBegin(docker, exec, doing, ExecStream::sleep);
          } catch (RuntimeException failed) {
            stream.close();
            throw failed;
          }
          return stream;
        });
  }

  private static boolean sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return false;
  }

  /**
   * Waits for the program's first output.
   *
   * @throws DesktopException when there is none in time; the stream is closed then
   */
  void awaitOutput(long seconds) {
    CompletableFuture<Void> limit =
        CompletableFuture.runAsync(
            this::close, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
    boolean speaks = false;
    try {
      speaks = stdout.awaitPayload();
    } catch (IOException cut) {
      // Said below.
    } finally {
      limit.cancel(false);
    }
    if (!speaks || closed.get()) {
      close();
      String complaint = stdout.complaint();
      throw new DesktopException(
          "the desktop's VNC server did not answer"
              + (complaint.isEmpty() ? " within " + seconds + " s" : ": " + complaint));
    }
  }

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          int count = stdout.read(target, offset, length);
          if (count < 0) {
            stdin.close();
          }
          return count;
        } catch (IOException cut) {
          stdin.close();
          if (closed.get()) {
            return -1;
          }
          throw cut;
        }
      }

      @Override
      public int available() throws IOException {
        return closed.get() ? 0 : stdout.available();
      }

      @Override
      public void close() {
        ExecStream.this.close();
      }
    };
  }

  @Override
  public OutputStream output() {
    return output;
  }

  /** Closing the connection closes the program's input, of which it ends. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stdin.awaitEmpty(LAST_WORDS_MILLIS);
      stdin.close();
      answer.close();
    }
  }
}
