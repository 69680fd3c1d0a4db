package dev.atelier.egress;

import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.EgressRules;
import dev.atelier.desktop.Site;
import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What each desktop may reach, as it is written down. Thread-safe. */
@ApplicationScoped
@Transactional
public class EgressBook implements EgressRules {
  private final EgressRepository repository;
  private final EgressPolicy policy;
  private final Event<EgressChanged> changes;

  @Inject
  EgressBook(EgressRepository repository, EgressPolicy policy, Event<EgressChanged> changes) {
    this.repository = repository;
    this.policy = policy;
    this.changes = changes;
  }

  /** For CDI's proxy only. */
  protected EgressBook() {
    this(null, null, null);
  }

  /** With an open server all desktops are open. */
  @Override
  public EgressRule of(String desktop) {
    return policy.mode() == EgressMode.OPEN
        ? usual()
        : repository.find(desktop).orElseGet(this::usual);
  }

  private EgressRule usual() {
    return new EgressRule(policy.mode(), List.of());
  }

  EgressRule set(String sessionId, EgressRule rule, String actor) {
    return change(sessionId, before -> rule, actor);
  }

  EgressRule allow(String sessionId, Site site, String actor) {
    return change(
        sessionId,
        before -> {
          List<Site> sites = new ArrayList<>(before.allow());
          sites.add(site);
          try {
            return new EgressRule(before.mode(), sites);
          } catch (IllegalArgumentException full) {
            throw new InvalidField(
                "site", "does not fit: the list holds " + EgressRule.MOST_SITES + " already");
          }
        },
        actor);
  }

  private EgressRule change(String sessionId, UnaryOperator<EgressRule> change, String actor) {
    EgressRule before = repository.lock(sessionId).orElseGet(this::usual);
    EgressRule after = change.apply(before);
    repository.save(sessionId, after);
    changes.fire(new EgressChanged(sessionId, after, actor));
    return after;
  }

  /** A copy reaches no more than its origin did: it has the same logins and files. */
  void sessionChanged(@Observes SessionChanged event) {
    if (event.type().equals("session.created")) {
      event
          .session()
          .origin()
          .ifPresent(snapshot -> repository.inherit(event.session().id(), snapshot));
    }
  }
}
