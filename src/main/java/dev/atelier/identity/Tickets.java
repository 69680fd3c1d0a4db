package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.Role;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tickets for what cannot send headers: frames, {@code EventSource}, WebSockets. Each is signed,
 * for one desktop, one purpose and a while, and can be revoked. Thread-safe.
 */
@ApplicationScoped
public class Tickets {
  public static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

  /** What ends the rights of somebody, and so those of their guests. */
  private static final Set<String> ENDINGS =
      Set.of(
          "auth.token_revoked", "auth.user_removed", "auth.user_changed", "auth.password_changed");

  private static final Pattern DESKTOP = Pattern.compile("/+sessions/+([^/]+)(/.*)?");

  private final TicketRepository repository;
  private final Event<AccessNoted> events;
  private final Clock clock;
  private final Path file;
  private SecretKeySpec key;

  /** A ticket and the text that opens with it. */
  public record Made(Ticket ticket, String secret) {
    @Override
    public String toString() {
      return "Made[" + ticket + "]";
    }
  }

  @Inject
  public Tickets(
      TicketRepository repository,
      Event<AccessNoted> events,
      Clock clock,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this.repository = repository;
    this.events = events;
    this.clock = clock;
    this.file = Path.of(data, "ticket-key");
  }

  /** For CDI's proxy only. */
  protected Tickets() {
    repository = null;
    events = null;
    clock = null;
    file = null;
  }

  @PostConstruct
  void begin() {
    key = new SecretKeySpec(KeptSecret.in(file).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Makes one; who has it may no more than who made it. */
  @Transactional
  public Made make(String sessionId, Purpose purpose, Duration life, Caller maker) {
    Instant now = clock.instant();
    Ticket ticket =
        new Ticket(
            Ids.next("ticket_"),
            sessionId,
            purpose,
            purpose.role().atMost(maker.role()),
            maker.name(),
            now,
            now.plus(life),
            Optional.empty(),
            Optional.empty());
    repository.forgetExpired(now.minus(KEPT_AFTER_EXPIRY));
    repository.add(ticket);
    note("auth.ticket_made", maker.name(), ticket);
    return new Made(ticket, ticket.id() + "." + signature(ticket.id()));
  }

  /**
   * From now on it opens nothing. To revoke it again changes nothing. Whoever only watches may
   * revoke what they made themselves.
   *
   * @param text the ticket, or the id that it begins with
   * @throws UnknownAccess when that desktop has no such ticket for the caller
   */
  @Transactional
  public void revoke(String sessionId, String text, Caller caller) {
    String id = text.replaceFirst("\\..*$", "");
    Ticket ticket =
        repository
            .find(id)
            .filter(found -> found.sessionId().equals(sessionId))
            .filter(found -> caller.may(Role.OPERATOR) || found.madeBy().equals(caller.name()))
            .orElseThrow(() -> new UnknownAccess("this desktop has no such ticket"));
    if (repository.revoke(id, clock.instant())) {
      note("auth.ticket_revoked", caller.name(), ticket);
    }
  }

  /** Whose rights end takes their guests along. */
  void accessEnds(@Observes AccessNoted noted) {
    if (ENDINGS.contains(noted.type())) {
      Object name = noted.detail().getOrDefault("name", noted.detail().get("user"));
      repository.revokeThoseOf(String.valueOf(name), clock.instant());
    }
  }

  /**
   * Who comes with a ticket to an address; empty when it does not open that. One that is for one
   * use is used up by it.
   */
  @Transactional
  Optional<Caller> caller(String text, String method, String path) {
    Matcher desktop = DESKTOP.matcher(path);
    Optional<Ticket> ticket =
        genuine(text)
            .filter(found -> desktop.matches() && found.sessionId().equals(desktop.group(1)))
            .filter(
                found ->
                    found
                        .purpose()
                        .opens(method, Optional.ofNullable(desktop.group(2)).orElse("")));
    if (ticket.isEmpty() || !ticket.get().purpose().isForOneUse()) {
      return ticket.map(Ticket::caller);
    }
    if (!repository.use(ticket.get().id(), clock.instant())) {
      return Optional.empty();
    }
    note("auth.ticket_used", ticket.get().caller().name(), ticket.get());
    return ticket.map(Ticket::caller);
  }

  /** A ticket that was made here and opens something now. */
  Optional<Ticket> genuine(String text) {
    int end = text.indexOf('.');
    if (end < 1 || !Secrets.equal(text.substring(end + 1), signature(text.substring(0, end)))) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return repository.find(text.substring(0, end)).filter(found -> found.opensAt(now));
  }

  private String signature(String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void note(String type, String actor, Ticket ticket) {
    events.fire(
        AccessNoted.ofDesktop(
            ticket.sessionId(),
            type,
            actor,
            Map.of(
                "ticket_id",
                ticket.id(),
                "purpose",
                ticket.purpose().word(),
                "expires_at",
                ticket.expiresAt().toString())));
  }
}
