package dev.atelier.webhook;

import dev.atelier.MadeAtStart;
import dev.atelier.Secret;
import dev.atelier.identity.KeptSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The webhook of {@code ATELIER_URL}, which is told of everything. Thread-safe. */
@ApplicationScoped
public class SettingsWebhook implements MadeAtStart {
  private final Optional<Webhook> webhook;
  private final SigningSecret secret;
  private final boolean secretIsMade;

  /**
   * Reads the settings; asks no name server, as that may not answer yet.
   *
   * @throws IllegalArgumentException when the address or the secret is not one
   */
  @Inject
  SettingsWebhook(
      @ConfigProperty(name = "ATELIER_URL") Optional<String> address,
      @ConfigProperty(name = "ATELIER_URL_SECRET") Optional<Secret> chosenSecret,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      Targets targets,
      Clock clock) {
    webhook =
        address
            .filter(text -> !text.isBlank())
            .map(text -> ofSettings(url(text, targets), clock.instant()));
    Optional<Secret> chosen = Secret.set(chosenSecret);
    secretIsMade = webhook.isPresent() && chosen.isEmpty();
    secret =
        secretIsMade
            ? kept(Path.of(data, "webhook-secret"))
            : chosen.map(SettingsWebhook::chosen).orElse(null);
  }

  /** For CDI's proxy only. */
  protected SettingsWebhook() {
    webhook = Optional.empty();
    secret = null;
    secretIsMade = false;
  }

  private static Webhook ofSettings(URI url, Instant now) {
    return new Webhook(
        Webhook.OF_SETTINGS, url, Optional.empty(), Optional.empty(), "ATELIER_URL", now);
  }

  private static URI url(String text, Targets targets) {
    try {
      URI url = targets.read(text);
      if (isLiteral(url)) {
        var unused = targets.addresses(url);
      }
      return url;
    } catch (Targets.Refused | UnknownHostException wrong) {
      throw new IllegalArgumentException("ATELIER_URL " + wrong.getMessage(), wrong);
    }
  }

  private static boolean isLiteral(URI url) {
    String host = Targets.host(url);
    return host.contains(":") || host.matches("[0-9.]+");
  }

  private static SigningSecret chosen(Secret secret) {
    return SigningSecret.read(secret.revealed())
        .orElseThrow(
            () -> new IllegalArgumentException("ATELIER_URL_SECRET " + SigningSecret.FORM));
  }

  private static SigningSecret kept(Path file) {
    byte[] key = Base64.getUrlDecoder().decode(KeptSecret.in(file).revealed());
    return SigningSecret.read("whsec_" + Base64.getEncoder().encodeToString(key)).orElseThrow();
  }

  Optional<Webhook> webhook() {
    return webhook;
  }

  /** What it is signed with; only where there is one. */
  SigningSecret secret() {
    return secret;
  }

  /** The secret, where it was made here and its owner has not seen it yet. */
  Optional<SigningSecret> madeSecret() {
    return secretIsMade ? Optional.of(secret) : Optional.empty();
  }
}
