package dev.atelier.mcp;

import dev.atelier.stream.EventStream;
import dev.atelier.stream.EventStream.ServerEvent;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * One request of a client that is being answered: what it is told meanwhile, what at the end, and
 * whether it still wants to hear it. Thread-safe; telling never waits for the client.
 */
final class Call implements McpStreamableServerTransport, EventStream.Source {
  private static final int LONGEST_TOKEN = 200;

  private final Visit visit;
  private final JSONRPCRequest request;
  private final McpJsonMapper mapper;
  private final Semaphore bell = new Semaphore(0);
  private final List<ServerEvent> outgoing = new ArrayList<>();
  private Optional<EventStream> stream = Optional.empty();
  private boolean over;
  private boolean handedOut;
  private volatile boolean wanted = true;

  Call(Visit visit, JSONRPCRequest request, McpJsonMapper mapper) {
    this.visit = visit;
    this.request = request;
    this.mapper = mapper;
  }

  Visit visit() {
    return visit;
  }

  JSONRPCRequest request() {
    return request;
  }

  /** Whether the client still waits for the answer. */
  boolean wanted() {
    return wanted;
  }

  /** The client has gone, or takes its request back: it is told nothing more. */
  void unwanted() {
    wanted = false;
    bell.release();
    end();
  }

  /** As {@link #unwanted}, and what was told and not read yet is dropped. */
  void abandon() {
    unwanted();
    present().ifPresent(EventStream::close);
  }

  /** Ends the wait of whoever does what was asked for. */
  void ring() {
    bell.release();
  }

  /** Waits until somebody {@link #ring}s, the call is not wanted any more, or the time is over. */
  void await(Duration atMost) throws InterruptedException {
    if (wanted && bell.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  /** Tells how far the work is, where the client asked to be told. */
  void progress(int done, int of, String words) {
    // As it was sent: the SDK would make text of a number, and some clients look for the number.
    Object token = meta().get("progressToken");
    if (token instanceof Number || token instanceof String text && text.length() <= LONGEST_TOKEN) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("progressToken", token);
      told.put("progress", done);
      told.put("total", of);
      told.put("message", words);
      tell(
          new JSONRPCNotification(
              McpSchema.JSONRPC_VERSION, McpSchema.METHOD_NOTIFICATION_PROGRESS, told));
    }
  }

  private Map<?, ?> meta() {
    return request.params() instanceof Map<?, ?> params
            && params.get("_meta") instanceof Map<?, ?> m
        ? m
        : Map.of();
  }

  /** Answers with an error of the protocol. */
  void fail(int code, String words) {
    tell(
        new JSONRPCResponse(
            McpSchema.JSONRPC_VERSION,
            request.id(),
            null,
            new JSONRPCResponse.JSONRPCError(code, words, null)));
  }

  /** Answers with a result. */
  void answer(Object result) {
    tell(new JSONRPCResponse(McpSchema.JSONRPC_VERSION, request.id(), result, null));
  }

  private void tell(JSONRPCMessage message) {
    if (!wanted) {
      return;
    }
    ServerEvent event;
    try {
      event = new ServerEvent("message", "", mapper.writeValueAsString(message));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    synchronized (this) {
      outgoing.add(event);
    }
    wake();
  }

  /** Nothing more is told. */
  void end() {
    synchronized (this) {
      over = true;
    }
    wake();
  }

  /** From now on the client is told over this stream, also what was said before. */
  void through(EventStream open) {
    synchronized (this) {
      stream = Optional.of(open);
    }
    wake();
  }

  /** Lets the client and what is between know that the call goes on. */
  void keepAlive() {
    present().ifPresent(EventStream::keepAlive);
  }

  /** Not under this call's lock: the stream asks for what is next under its own. */
  private void wake() {
    present().ifPresent(EventStream::wake);
  }

  private synchronized Optional<EventStream> present() {
    return stream;
  }

  /** The SDK adds the names and words of every exception there was. */
  private static JSONRPCMessage withoutInnards(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse response && response.error() != null) {
      JSONRPCResponse.JSONRPCError error = response.error();
      return new JSONRPCResponse(
          response.jsonrpc(),
          response.id(),
          null,
          new JSONRPCResponse.JSONRPCError(error.code(), error.message(), null));
    }
    return message;
  }

  @Override
  public synchronized List<ServerEvent> next() {
    List<ServerEvent> events = List.copyOf(outgoing);
    outgoing.clear();
    handedOut = over;
    return events;
  }

  @Override
  public synchronized boolean ended() {
    return handedOut && outgoing.isEmpty();
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> tell(withoutInnards(message)));
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
    return sendMessage(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> kind) {
    return mapper.convertValue(data, kind);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::end);
  }
}
