package dev.atelier.desktop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gives up on an engine that takes a call and then says nothing, or no more, or takes no more of
 * what it is sent. Each call has a transport to itself: nothing else ends a thread that waits for a
 * socket. Thread-safe.
 */
final class BoundedHttpClient implements DockerHttpClient {
  /** What may be silent for as long as nothing happens; whoever asks for it bounds it. */
  private static final Pattern STREAM = Pattern.compile(".*/(exec/[^/]+/start|events)(\\?.*)?");

  private static final long LOOK_MILLIS = 1000;

  private final Transports transports;
  private final ExecutorService threads;
  private final ScheduledExecutorService watch;
  private final Duration patience;
  private final Duration stall;
  private final Supplier<Pulse> pulses;

  /**
   * Makes one that asks for no sign of life, for calls that are answered soon.
   *
   * @param patience how long the head of an answer may take
   * @param stall how long nothing may move of a body, in either direction
   */
  BoundedHttpClient(
      Transports transports,
      ExecutorService threads,
      ScheduledExecutorService watch,
      Duration patience,
      Duration stall) {
    this(transports, threads, watch, patience, stall, Pulse::unasked);
  }

  /**
   * Makes one.
   *
   * @param patience how long the head of an answer may take
   * @param stall how long nothing may move of a body, in either direction
   * @param pulses the engine's, one for each call, for as long as that has no answer
   */
  BoundedHttpClient(
      Transports transports,
      ExecutorService threads,
      ScheduledExecutorService watch,
      Duration patience,
      Duration stall,
      Supplier<Pulse> pulses) {
    this.transports = transports;
    this.threads = threads;
    this.watch = watch;
    this.patience = patience;
    this.stall = stall;
    this.pulses = pulses;
  }

  @Override
  public Response execute(Request request) {
    Optional<WatchedBody> upload = Optional.ofNullable(request.body()).map(WatchedBody::new);
    DockerHttpClient transport = transports.take();
    AtomicBoolean abandoned = new AtomicBoolean();
    Future<Response> answer =
        threads.submit(
            () -> {
              Response late = transport.execute(fresh(request, upload));
              if (abandoned.get()) {
                late.close();
              }
              return late;
            });
    boolean answered = false;
    try {
      Response response = await(answer, upload);
      answered = true;
      Optional<Duration> limit =
          request.hijackedInput() != null || STREAM.matcher(request.path()).matches()
              ? Optional.empty()
              : Optional.of(stall);
      return new BoundedResponse(response, transports, transport, limit, watch);
    } finally {
      if (!answered) {
        abandoned.set(true);
        abandon(answer, transport, request);
      }
    }
  }

  private Response await(Future<Response> answer, Optional<WatchedBody> upload) {
    long end = System.nanoTime() + patience.toNanos();
    Pulse pulse = pulses.get();
    try {
      while (true) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        try {
          return answer.get(Math.max(0, Math.min(left, LOOK_MILLIS)), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          if (left <= LOOK_MILLIS) {
            throw silence("no answer within " + patience.toSeconds() + " s");
          }
          if (upload.isPresent() && upload.get().isStalledSince(stall)) {
            throw silence("no answer, it took nothing for " + stall.toSeconds() + " s");
          }
          if (pulse.isGone()) {
            throw silence("no answer, nor any sign of life");
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(new InterruptedIOException("interrupted"));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(failed.getCause());
    }
  }

  private static IllegalStateException silence(String why) {
    return new IllegalStateException(new SocketTimeoutException(why));
  }

  /** Ends the thread that waits, and what it got in this very moment. */
  private static void abandon(
      Future<Response> answer, DockerHttpClient transport, Request request) {
    // Interrupting a thread that reads from a socket channel closes the channel.
    answer.cancel(true);
    Transports.closeQuietly(transport);
    if (request.hijackedInput() != null) {
      Transports.closeQuietly(request.hijackedInput());
    }
  }

  /** The transport does not notice that the engine was restarted behind a kept connection. */
  private static Request fresh(Request request, Optional<WatchedBody> upload) {
    Request.Builder copy = Request.builder();
    copy.from(request).putHeader("Connection", "close");
    upload.ifPresent(copy::body);
    return copy.build();
  }

  @Override
  public void close() {
    // The transports are the engine's.
  }

  /** What is sent; the engine takes it when it is read. */
  private static final class WatchedBody extends FilterInputStream {
    private static final long NOT_WAITED_FOR = Long.MAX_VALUE;

    /** Since when the connection is busy with what it got; never while it waits for more. */
    private volatile long busySinceNanos = NOT_WAITED_FOR;

    WatchedBody(InputStream body) {
      super(body);
    }

    boolean isStalledSince(Duration limit) {
      long since = busySinceNanos;
      return since != NOT_WAITED_FOR && System.nanoTime() - since > limit.toNanos();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      busySinceNanos = NOT_WAITED_FOR;
      int count = super.read(target, offset, length);
      // At the end the engine may work on it for as long as it has patience for.
      busySinceNanos = count < 0 ? NOT_WAITED_FOR : System.nanoTime();
      return count;
    }
  }
}
