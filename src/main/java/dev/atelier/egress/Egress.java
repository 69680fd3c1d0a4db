package dev.atelier.egress;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopEgress;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Holds desktops to what they may reach, and listens to what they are refused. Thread-safe. */
@ApplicationScoped
public class Egress {
  private static final Logger LOG = Logger.getLogger(Egress.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CLEARING = Duration.ofHours(6);

  private final Sessions sessions;
  private final DesktopRuntimes runtimes;
  private final EgressBook book;
  private final Refusals refusals;
  private final EgressPolicy policy;
  private final BackgroundWork background;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  @Inject
  Egress(
      Sessions sessions,
      DesktopRuntimes runtimes,
      EgressBook book,
      Refusals refusals,
      EgressPolicy policy,
      BackgroundWork background) {
    this.sessions = sessions;
    this.runtimes = runtimes;
    this.book = book;
    this.refusals = refusals;
    this.policy = policy;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Egress() {
    this(null, null, null, null, null, null);
  }

  /** Begins to look after the ways of all desktops. */
  public void begin() {
    background.later(Duration.ZERO, this::round);
    background.every(CLEARING, () -> background.run(refusals::forgetOld));
  }

  private void round() {
    try {
      runtimes.placeable().forEach(this::attendAlone);
    } finally {
      background.later(PERIOD, this::round);
    }
  }

  /** On a thread for each: an engine that is silent delays its own only. */
  private void attendAlone(DesktopRuntime runtime) {
    runtime
        .egress()
        .filter(egress -> underWay.add(runtime.name()))
        .ifPresent(
            egress ->
                background.run(
                    () -> {
                      try {
                        attend(runtime.name(), egress);
                      } finally {
                        underWay.remove(runtime.name());
                      }
                    }));
  }

  private void attend(String runtime, DesktopEgress egress) {
    try {
      egress.attend().forEach(this::note);
      silent.remove(runtime);
    } catch (DesktopException failed) {
      Level level = silent.add(runtime) ? Level.WARNING : Level.FINE;
      LOG.log(level, failed, () -> "the ways of the desktops of " + runtime + " are left alone");
    }
  }

  /** One that cannot be noted does not keep the others from it. */
  private void note(EgressDenial denial) {
    try {
      if (sessions.exists(denial.desktop()) && !refusals.isKnown(denial)) {
        refusals.note(denial);
      }
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> "a refusal is not on record: " + denial);
    }
  }

  /** What a desktop may reach. */
  public EgressRule of(String id) {
    return filter(sessions.get(id))
        .map(filtering -> book.of(id))
        .orElseGet(() -> new EgressRule(EgressMode.OPEN, List.of()));
  }

  /** What keeps a desktop from reaching anything, in plain words. */
  public Optional<String> problem(String id) {
    return filter(sessions.get(id)).flatMap(filtering -> filtering.problem(id));
  }

  public List<Refusal> refusals(String id) {
    return refusals.of(sessions.get(id).id());
  }

  /**
   * Says what a desktop may reach; in force when this returns.
   *
   * @throws EgressOpen where nothing bounds it
   */
  public EgressRule set(String id, EgressRule rule, String actor) {
    DesktopEgress filtering = required(id);
    EgressRule set = book.set(id, rule, actor);
    filtering.apply(id);
    return set;
  }

  /**
   * Puts a site on a desktop's list; in force when this returns.
   *
   * @throws EgressOpen where nothing bounds it
   */
  public EgressRule allow(String id, Site site, String actor) {
    DesktopEgress filtering = required(id);
    EgressRule set = book.allow(id, site, actor);
    filtering.apply(id);
    return set;
  }

  private DesktopEgress required(String id) {
    Session session = sessions.get(id);
    return filter(session)
        .orElseThrow(
            () ->
                new EgressOpen(
                    runtimes.named(session.runtime()).egress().isPresent()
                        ? "the server's EGRESS is open, so that desktops reach everything; set it"
                            + " to internet or allowlist first"
                        : "what desktops of "
                            + session.runtime()
                            + " reach cannot be bounded; those of a container engine can"));
  }

  private Optional<DesktopEgress> filter(Session session) {
    return policy.mode() == EgressMode.OPEN
        ? Optional.empty()
        : runtimes.named(session.runtime()).egress();
  }
}
