package dev.atelier.mcp;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.RightsEnded;
import dev.atelier.Standing;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The conversations that are open, each for whoever opened it only. One that is idle for long ends,
 * and where there are too many, the one that was idle longest. Thread-safe.
 */
@ApplicationScoped
class Conversations {
  private static final Logger LOG = Logger.getLogger(Conversations.class.getName());

  static final int MOST = 1000;
  static final int MOST_OF_ONE = 100;
  static final int MOST_CALLS_OF_ONE = 32;
  static final Duration LONGEST_IDLE = Duration.ofHours(12);

  private static final Duration CLEARED_EVERY = Duration.ofMinutes(10);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Map<String, Conversation> open = new ConcurrentHashMap<>();
  private final ToolServers servers;
  private final Standing standing;
  private final BackgroundWork background;
  private final Clock clock;

  /** A conversation that was just opened, and what its client is told. */
  record Opened(Conversation conversation, McpSchema.InitializeResult greeting) {}

  @Inject
  Conversations(ToolServers servers, Standing standing, BackgroundWork background, Clock clock) {
    this.servers = servers;
    this.standing = standing;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Conversations() {
    this(null, null, null, null);
  }

  @PostConstruct
  void begin() {
    background.every(CLEARED_EVERY, this::clear);
    background.every(KEEP_ALIVE, () -> background.run(this::checkAll));
  }

  /**
   * Opens one.
   *
   * @param version of the protocol, as the client wishes it
   */
  Opened open(Caller caller, String version) {
    clear();
    McpStreamableServerSessionInit init = servers.begin(caller.role(), version);
    Conversation conversation = new Conversation(caller, init.session(), clock.instant());
    makeRoom(each -> each.isOf(caller), MOST_OF_ONE);
    makeRoom(each -> true, MOST);
    open.put(conversation.id(), conversation);
    return new Opened(conversation, init.initResult().block());
  }

  /** The one of that id, if it is the caller's. */
  Optional<Conversation> find(String id, Caller caller) {
    Optional<Conversation> found =
        Optional.ofNullable(open.get(id)).filter(one -> one.isOf(caller)).filter(this::isLive);
    found.ifPresent(one -> one.used(caller, clock.instant()));
    return found;
  }

  /** Whether a caller has as many requests under way as anybody may have. */
  boolean hasTooMuchUnderWay(Caller caller) {
    return open.values().stream()
            .filter(one -> one.isOf(caller))
            .mapToInt(one -> one.calls().size())
            .sum()
        >= MOST_CALLS_OF_ONE;
  }

  void end(Conversation conversation) {
    open.remove(conversation.id());
    conversation.end();
  }

  int count() {
    return open.size();
  }

  /** Not quite exact when many are opened at once, which nothing depends on. */
  private void makeRoom(Predicate<Conversation> those, int most) {
    while (open.values().stream().filter(those).count() >= most) {
      open.values().stream()
          .filter(those)
          .min(
              Comparator.comparing((Conversation one) -> !one.calls().isEmpty())
                  .thenComparing(Conversation::lastUse))
          .ifPresent(this::end);
    }
  }

  private void clear() {
    open.values().stream().filter(one -> !isLive(one)).toList().forEach(this::end);
  }

  private boolean isLive(Conversation one) {
    Instant since = clock.instant().minus(LONGEST_IDLE);
    return !one.calls().isEmpty() || one.lastUse().isAfter(since);
  }

  /** Whose rights have ended is told nothing more, at once. */
  void rightsEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) RightsEnded event) {
    background.run(this::checkAll);
  }

  private void checkAll() {
    open.values().stream().filter(one -> !one.calls().isEmpty()).forEach(this::check);
  }

  private void check(Conversation one) {
    try {
      if (!one.holds(standing)) {
        end(one);
        return;
      }
    } catch (RuntimeException unknown) {
      LOG.log(Level.WARNING, "whether somebody may still be told is not known", unknown);
    }
    one.calls().forEach(Call::keepAlive);
  }

  @PreDestroy
  void stop() {
    open.values().forEach(this::end);
  }
}
