package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Ids;
import dev.atelier.Role;
import dev.atelier.Secret;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final Pattern DESKTOP =
      Pattern.compile("/+sessions/+([^/]+)(/.*)?", Pattern.DOTALL);

  private final TicketRepository repository;
  private final Credentials credentials;
  private final Event<AccessNoted> events;
  private final Clock clock;
  private final Path file;
  private SecretKeySpec key;

  /** A ticket and the text that opens with it. */
  public record Made(Ticket ticket, Secret secret) {}

  @Inject
  public Tickets(
      TicketRepository repository,
      Credentials credentials,
      Event<AccessNoted> events,
      Clock clock,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this.repository = repository;
    this.credentials = credentials;
    this.events = events;
    this.clock = clock;
    this.file = Path.of(data, "ticket-key");
  }

  /** For CDI's proxy only. */
  protected Tickets() {
    repository = null;
    credentials = null;
    events = null;
    clock = null;
    file = null;
  }

  @PostConstruct
  void begin() {
    key =
        new SecretKeySpec(
            KeptSecret.in(file).revealed().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Makes one. Who has it may no more than who made it may at that time, and no longer than what
   * they came in with opens.
   */
  @Transactional
  public Made make(String sessionId, Purpose purpose, Duration life, Caller maker) {
    Instant now = clock.instant();
    Instant end = now.plus(life);
    Credential madeWith = maker.credential();
    Ticket ticket =
        new Ticket(
            Ids.next("ticket_"),
            sessionId,
            purpose,
            purpose.role().atMost(maker.role()),
            maker.name(),
            new Credential(madeWith.kind(), madeWith.id(), seal(madeWith), madeWith.until()),
            now,
            madeWith.until().filter(end::isAfter).orElse(end),
            Optional.empty(),
            Optional.empty());
    repository.forgetExpired(now.minus(KEPT_AFTER_EXPIRY));
    repository.add(ticket);
    note("auth.ticket_made", maker.name(), ticket);
    return new Made(ticket, Secret.of(ticket.id() + "." + sealed(ticket.id())));
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
            .filter(found -> caller.may(Role.OPERATOR) || isOf(found, caller))
            .orElseThrow(() -> new UnknownAccess("this desktop has no such ticket"));
    if (repository.revoke(id, clock.instant())) {
      note("auth.ticket_revoked", caller.name(), ticket);
    }
  }

  /**
   * Those of a desktop that still let somebody in, the newest first. One that is used up is among
   * them while it lasts, as somebody may have come in by it.
   */
  public List<Ticket> good(String sessionId, Caller caller) {
    caller.require(Role.OPERATOR);
    return repository.ofSession(sessionId, clock.instant()).stream()
        .filter(ticket -> guest(ticket).isPresent())
        .toList();
  }

  private static boolean isOf(Ticket ticket, Caller caller) {
    Credential own = caller.credential();
    return ticket.madeWith().is(own.kind()) && ticket.madeWith().id().equals(own.id());
  }

  /**
   * Who comes with a ticket to an address; empty when it does not open that. One that is for one
   * use is used up by it.
   */
  @Transactional
  Optional<Caller> caller(String text, String method, String path) {
    Matcher desktop = DESKTOP.matcher(path);
    if (!desktop.matches()) {
      return Optional.empty();
    }
    String below = Optional.ofNullable(desktop.group(2)).orElse("");
    Optional<Ticket> sealed =
        sealedHere(text).filter(found -> found.sessionId().equals(desktop.group(1)));
    if (sealed.filter(found -> found.purpose().takesFiles(method, below)).isPresent()) {
      return sealed.filter(found -> found.holdsAt(clock.instant())).flatMap(this::guest);
    }
    Optional<Ticket> ticket =
        sealed
            .filter(found -> found.opensAt(clock.instant()))
            .filter(found -> found.purpose().opens(method, below));
    Optional<Caller> guest = ticket.flatMap(this::guest);
    if (guest.isEmpty() || !ticket.get().purpose().isForOneUse()) {
      return guest;
    }
    if (!repository.use(ticket.get().id(), clock.instant())) {
      return Optional.empty();
    }
    note("auth.ticket_used", guest.get().name(), ticket.get());
    return guest;
  }

  /** Who calls by the base address that a ticket is; empty when it is none, or no longer. */
  Optional<Caller> client(String text) {
    return genuine(text).filter(found -> found.purpose() == Purpose.CLIENT).flatMap(this::guest);
  }

  /**
   * Who came with the ticket of that id and has something open since: its end does not end that,
   * its revocation does, and whatever ends the rights of its maker.
   */
  Optional<Caller> guestOf(String id) {
    return repository.find(id).filter(ticket -> ticket.revokedAt().isEmpty()).flatMap(this::guest);
  }

  /** The same while the ticket has not ended: who is away keeps nothing open by it. */
  Optional<Caller> absentGuestOf(String id) {
    return repository
        .find(id)
        .filter(ticket -> ticket.holdsAt(clock.instant()))
        .flatMap(this::guest);
  }

  private Optional<Caller> guest(Ticket ticket) {
    return credentials
        .present(ticket.maker())
        .filter(maker -> maker.sees(ticket.sessionId()))
        .filter(maker -> Secrets.equal(seal(maker.credential()), ticket.madeWith().version()))
        .map(ticket::guestOf);
  }

  /** A ticket that was made here and opens something now, whatever became of its maker. */
  private Optional<Ticket> genuine(String text) {
    Instant now = clock.instant();
    return sealedHere(text).filter(found -> found.opensAt(now));
  }

  private Optional<Ticket> sealedHere(String text) {
    int end = text.indexOf('.');
    if (end < 1 || !Secrets.equal(text.substring(end + 1), sealed(text.substring(0, end)))) {
      return Optional.empty();
    }
    return repository.find(text.substring(0, end));
  }

  /** Of what a ticket's maker came in with: in the database a mere hash could be guessed at. */
  private String seal(Credential credential) {
    return credential.version().isEmpty()
        ? ""
        : sealed(credential.kind() + " " + credential.version() + " " + credential.id());
  }

  private String sealed(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
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
