package dev.atelier.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One browser's stream of server-sent events, written only when the connection takes more: a client
 * that stops reading holds up nobody and costs no memory, since what it has missed stays where it
 * is stored until it reads on. One that takes nothing for long is closed. Thread-safe.
 *
 * <p>Source of the format: WHATWG HTML, section “Server-sent events”.
 */
public final class EventStream {
  private static final Logger LOG = Logger.getLogger(EventStream.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

  /** One event: its name, its id (empty for none) and its data, which holds no line break. */
  public record ServerEvent(String name, String id, String data) {
    byte[] bytes() {
      String idLine = id.isEmpty() ? "" : "id: " + id + "\n";
      return ("event: " + name + "\n" + idLine + "data: " + data + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Where events come from: what is stored, read on from where this stream stands. */
  public interface Source {

    /**
     * The next events in order; empty when there are none for now. Called by one thread at a time.
     */
    List<ServerEvent> next();

    /** Whether the last event has been handed out. */
    boolean ended();
  }

  private final AsyncContext context;
  private final ServletOutputStream output;
  private final Source source;
  private final Runnable whenClosed;
  private final Duration patience;
  private long stalledAt = System.nanoTime();
  private Iterator<ServerEvent> pending = List.<ServerEvent>of().iterator();
  private boolean writable;
  private boolean closed;
  private boolean keepAliveDue;

  private EventStream(AsyncContext context, Source source, Runnable whenClosed, Duration patience)
      throws IOException {
    this.context = context;
    this.output = context.getResponse().getOutputStream();
    this.source = source;
    this.whenClosed = whenClosed;
    this.patience = patience;
  }

  /**
   * Begins to answer a request with events.
   *
   * @param whenClosed is run once, when the stream has ended or the client has gone
   */
  public static EventStream open(
      HttpServletRequest request, HttpServletResponse response, Source source, Runnable whenClosed)
      throws IOException {
    return open(request, response, source, whenClosed, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long the client may take nothing
   */
  static EventStream open(
      HttpServletRequest request,
      HttpServletResponse response,
      Source source,
      Runnable whenClosed,
      Duration patience)
      throws IOException {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    EventStream stream = new EventStream(context, source, whenClosed, patience);
    context.addListener(stream.new Closing());
    stream.output.setWriteListener(stream.new Writing());
    return stream;
  }

  /** What the client has already; anything that is not a number counts as nothing. */
  public static int lastEventId(HttpServletRequest request) {
    String text = lastEventIdAsSent(request);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** The id that the client says it had last, as it stands there; empty for none. */
  public static String lastEventIdAsSent(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Last-Event-ID"))
        .or(() -> Optional.ofNullable(request.getParameter("last_event_id")))
        .orElse("");
  }

  /** Tells that the source may have more. Returns soon, whatever the client does. */
  public synchronized void wake() {
    if (writable && !closed) {
      pump();
    }
  }

  /**
   * Sends a comment, so that proxies and the client know the stream to be alive; closes the stream
   * of a client that has taken nothing for too long, which cannot be told why.
   */
  public synchronized void keepAlive() {
    if (!closed && !writable && System.nanoTime() - stalledAt > patience.toNanos()) {
      LOG.info(() -> "an event stream is closed: its client read nothing for " + patience);
      close();
      return;
    }
    keepAliveDue = true;
    wake();
  }

  /** Whether the stream has ended or its client has gone. */
  public synchronized boolean closed() {
    return closed;
  }

  private synchronized void write() {
    writable = true;
    if (!closed) {
      pump();
    }
  }

  private void pump() {
    try {
      while (output.isReady()) {
        if (!pending.hasNext()) {
          pending = source.next().iterator();
        }
        if (pending.hasNext()) {
          output.write(pending.next().bytes());
          keepAliveDue = false;
        } else if (source.ended()) {
          close();
          return;
        } else if (keepAliveDue) {
          keepAliveDue = false;
          output.write(KEEP_ALIVE);
        } else {
          if (output.isReady()) {
            output.flush();
          }
          return;
        }
      }
      writable = false;
      stalledAt = System.nanoTime();
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.FINE, "a client of an event stream has gone", gone);
      close();
    }
  }

  /** Ends the stream, also before its source has. Idempotent. */
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    whenClosed.run();
    try {
      context.complete();
    } catch (IllegalStateException alreadyOver) {
      LOG.log(Level.FINE, "an event stream was over already", alreadyOver);
    }
  }

  /** The container's word that the connection takes more. */
  private final class Writing implements WriteListener {
    @Override
    public void onWritePossible() {
      write();
    }

    @Override
    public void onError(Throwable gone) {
      close();
    }
  }

  /** The container's word that the request is over. */
  private final class Closing implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      close();
    }

    @Override
    public void onError(AsyncEvent event) {
      close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
