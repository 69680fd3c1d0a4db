package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential.Kind;
import dev.atelier.RightsEnded;
import dev.atelier.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** The standing of whoever the filters let in. Thread-safe. */
@ApplicationScoped
public class Standings implements Standing {
  private final Credentials credentials;
  private final Tickets tickets;
  private final Event<RightsEnded> ends;

  @Inject
  public Standings(Credentials credentials, Tickets tickets, Event<RightsEnded> ends) {
    this.credentials = credentials;
    this.tickets = tickets;
    this.ends = ends;
  }

  /** For CDI's proxy only. */
  protected Standings() {
    this(null, null, null);
  }

  void accessNoted(@Observes AccessNoted noted) {
    if (noted.endsRights()) {
      ends.fire(new RightsEnded());
    }
  }

  @Override
  public Optional<Caller> now(Caller caller) {
    if (caller.credential().is(Kind.TICKET)) {
      return tickets.guestOf(caller.credential().id());
    }
    String version = caller.credential().version();
    return credentials
        .present(caller)
        .filter(now -> Secrets.equal(now.credential().version(), version));
  }

  @Override
  public Optional<Caller> inAbsence(Caller caller) {
    return caller.credential().is(Kind.TICKET)
        ? tickets.absentGuestOf(caller.credential().id())
        : credentials.present(caller);
  }
}
