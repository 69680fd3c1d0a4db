package dev.atelier.identity;

import dev.atelier.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Looks again at what callers came in with, other than tickets. Thread-safe. */
@ApplicationScoped
public class Credentials {
  private final OpenServer openServer;
  private final ApiTokens ofSettings;
  private final AccessTokens madeHere;
  private final WebTokens ofIssuer;
  private final ConsoleLogin console;
  private final SignOn signOn;
  private final Clock clock;

  @Inject
  public Credentials(
      OpenServer openServer,
      ApiTokens ofSettings,
      AccessTokens madeHere,
      WebTokens ofIssuer,
      ConsoleLogin console,
      SignOn signOn,
      Clock clock) {
    this.openServer = openServer;
    this.ofSettings = ofSettings;
    this.madeHere = madeHere;
    this.ofIssuer = ofIssuer;
    this.console = console;
    this.signOn = signOn;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Credentials() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * The caller whom the same token or name lets in now, with the credential as it is now: look
   * whether its version is still the same one. Empty when nobody is let in by it, or it has ended.
   */
  Optional<Caller> present(Caller before) {
    if (before.credential().until().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
      return Optional.empty();
    }
    String id = before.credential().id();
    return switch (before.credential().kind()) {
      case NONE -> Optional.of(before);
      case OPEN_DOOR -> Optional.of(before).filter(anyone -> openServer.isOpen());
      case SETTING -> ofSettings.named(id);
      case TOKEN -> madeHere.callerWith(id);
      case PASSWORD -> console.callerNamed(id);
      case JWT -> Optional.of(before).filter(holder -> ofIssuer.expected());
      case SIGN_ON -> signOn.present(before);
      case TICKET -> Optional.empty();
    };
  }
}
