package dev.atelier.mcp;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Standing;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one client and this server have opened with each other: a session of MCP. Thread-safe. */
final class Conversation {
  /** Under which a tool finds its {@link Call} in the SDK's context. */
  static final String CALL = "call";

  private volatile Caller owner;
  private final McpStreamableServerSession session;
  private final Map<Object, Call> calls = new ConcurrentHashMap<>();
  private volatile Instant lastUse;

  Conversation(Caller owner, McpStreamableServerSession session, Instant now) {
    this.owner = owner;
    this.session = session;
    this.lastUse = now;
  }

  String id() {
    return session.getId();
  }

  /**
   * Whether it is that caller's, who came in with the same and has the rights they had when it was
   * opened. A web token that is renewed is the same one.
   */
  boolean isOf(Caller caller) {
    return withoutEnd(owner).equals(withoutEnd(caller));
  }

  private static Caller withoutEnd(Caller caller) {
    Credential with = caller.credential();
    return caller.with(new Credential(with.kind(), with.id(), with.version()));
  }

  /** Whether whoever opened it may still what they might then. */
  boolean holds(Standing standing) {
    return standing
        .now(owner)
        .filter(now -> now.may(owner.role()) && now.desktops().equals(owner.desktops()))
        .isPresent();
  }

  /** By whoever has it; what they came in with may have been renewed. */
  void used(Caller caller, Instant now) {
    owner = caller;
    lastUse = now;
  }

  Instant lastUse() {
    return lastUse;
  }

  Collection<Call> calls() {
    return calls.values();
  }

  /** Whether the request is the only one of its id at present; then it counts as begun. */
  boolean begins(Call call) {
    return calls.putIfAbsent(call.request().id(), call) == null;
  }

  /**
   * Answers a request that has begun; returns soon. The SDK leaves requests of methods that it does
   * not know open.
   */
  void answer(Call call) {
    McpTransportContext context = McpTransportContext.create(Map.of(CALL, call));
    session
        .responseStream(call.request(), call)
        .contextWrite(known -> known.put(McpTransportContext.KEY, context))
        .doFinally(how -> call.end())
        .subscribe(
            nothing -> {},
            unreadable ->
                call.fail(
                    McpSchema.ErrorCodes.INVALID_PARAMS,
                    "the parameters of " + call.request().method() + " cannot be read"));
  }

  /** The client has read the answer, or has gone. Until then its request is under way. */
  void over(Call call) {
    calls.remove(call.request().id(), call);
    call.unwanted();
  }

  /** The client takes a request back: who waits for something waits no longer. */
  void takesBack(Object requestId) {
    Call call = requestId == null ? null : calls.get(requestId);
    if (call != null) {
      call.unwanted();
    }
  }

  void end() {
    calls.values().forEach(Call::abandon);
  }
}
