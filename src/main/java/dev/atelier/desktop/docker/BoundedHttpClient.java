package dev.atelier.desktop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives up on an engine that takes a call and then says nothing, which the transport itself cannot
 * do over a Unix socket. Thread-safe.
 */
final class BoundedHttpClient implements DockerHttpClient {
  private final DockerHttpClient transport;
  private final ExecutorService threads;
  private final Duration patience;

  BoundedHttpClient(DockerHttpClient transport, ExecutorService threads, Duration patience) {
    this.transport = transport;
    this.threads = threads;
    this.patience = patience;
  }

  /** Waits for the head of the answer; its body is not bounded. */
  @Override
  public Response execute(Request request) {
    Future<Response> answer = threads.submit(() -> transport.execute(fresh(request)));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      // Interrupting a thread that reads from a socket channel closes the channel.
      answer.cancel(true);
      throw new IllegalStateException(
          new SocketTimeoutException("no answer within " + patience.toSeconds() + " s"));
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(new InterruptedIOException("interrupted"));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(failed.getCause());
    }
  }

  /** The transport does not notice that the engine was restarted behind a kept connection. */
  private static Request fresh(Request request) {
    Request.Builder copy = Request.builder();
    copy.from(request).putHeader("Connection", "close");
    return copy.build();
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
