package dev.atelier.secrets;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.Region;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.OcrEngines;
import dev.atelier.session.DesktopVeil;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Logger;

/**
 * Covers on the pictures of every desktop what was filled in there, also across a connection that
 * was lost and a restart of the server. Thread-safe.
 */
@ApplicationScoped
class Veils implements DesktopVeil {
  private static final Logger LOG = Logger.getLogger(Veils.class.getName());

  private final ConcurrentMap<String, Cover> covers = new ConcurrentHashMap<>();
  private final Vault vault;
  private final Sessions sessions;
  private final OcrEngine ocr;
  private final BackgroundWork background;
  private final Clock clock;

  @Inject
  Veils(
      Vault vault, Sessions sessions, OcrEngines engines, BackgroundWork background, Clock clock) {
    this(vault, sessions, engines.standard(), background, clock);
  }

  Veils(Vault vault, Sessions sessions, OcrEngine ocr, BackgroundWork background, Clock clock) {
    this.vault = vault;
    this.sessions = sessions;
    this.ocr = ocr;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Veils() {
    this(null, null, (OcrEngine) null, null, null);
  }

  @Override
  public Desktop over(String sessionId, Desktop desktop) {
    return new VeiledDesktop(
        desktop,
        covers.computeIfAbsent(sessionId, this::remembered),
        new Filling(sessionId, vault, () -> sessions.focus(sessionId), background::run));
  }

  private Cover remembered(String sessionId) {
    Cover cover =
        new Cover(
            ocr,
            clock,
            (place, until) -> background.run(() -> vault.letGo(sessionId, place, until)));
    for (SecretRepository.Use use : vault.lately(sessionId)) {
      Optional<Region> place = Optional.of(use.place()).filter(each -> !use.letGo());
      try {
        cover.remember(use.secret(), vault.typed(use), place, use.at());
      } catch (VaultRefused closed) {
        cover.rememberUnknown(use.secret(), place, use.at());
        LOG.warning(
            () ->
                sessionId
                    + " may still show a secret that cannot be looked for: "
                    + closed.getMessage());
      }
    }
    return cover;
  }

  void sessionChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionChanged event) {
    if (event.type().equals("session.deleted")) {
      String gone = event.session().id();
      covers.remove(gone);
      background.run(() -> vault.forget(gone));
    }
  }
}
