package dev.atelier.doctor;

import dev.atelier.Secret;
import dev.atelier.identity.OpenServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether the settings leave a door open. What is secret is never part of a finding. */
@ApplicationScoped
class SafeSettings implements Check {
  private static final int SHORT = 12;

  private final OpenServer openServer;
  private final Optional<Secret> password;
  private final boolean hasVault;
  private final boolean takesUnpriced;
  private final boolean reachesAll;

  @Inject
  SafeSettings(
      OpenServer openServer,
      @ConfigProperty(name = "ATELIER_CONSOLE_PASSWORD") Optional<Secret> password,
      @ConfigProperty(name = "SECRETS_KEY") Optional<Secret> key,
      @ConfigProperty(name = "SECRETS_KEY_FILE") Optional<String> keyFile,
      @ConfigProperty(name = "PRICE_UNKNOWN_MODEL") Optional<String> unpriced,
      @ConfigProperty(name = "EGRESS", defaultValue = "internet") String egress) {
    this.openServer = openServer;
    this.password = Secret.set(password);
    this.hasVault = Secret.set(key).isPresent() || keyFile.filter(f -> !f.isBlank()).isPresent();
    this.takesUnpriced = unpriced.map(String::strip).filter("allow"::equals).isPresent();
    this.reachesAll = "open".equals(egress.strip());
  }

  /** For CDI's proxy only. */
  protected SafeSettings() {
    this(null, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    openServer.warning().ifPresent(words -> found.add(open(words)));
    if (password.filter(secret -> secret.revealed().length() < SHORT).isPresent()) {
      found.add(
          Finding.warning(
              "the console's password is shorter than " + SHORT + " characters",
              "whoever guesses it may do everything",
              "set a longer ATELIER_CONSOLE_PASSWORD and start the server again"));
    }
    found.addAll(ofWork());
    return found.isEmpty() ? List.of(Finding.ok("no unsafe setting was found")) : found;
  }

  private static Finding open(String words) {
    return Finding.problem(
        words, "nobody is asked who they are", "set ATELIER_API_TOKEN and start the server again");
  }

  private List<Finding> ofWork() {
    List<Finding> found = new ArrayList<>();
    if (takesUnpriced) {
      found.add(
          Finding.warning(
              "models without a price may work",
              "what they cost is booked as nothing, so no cap stops them",
              "set MODEL_PRICES and leave PRICE_UNKNOWN_MODEL out"));
    }
    if (reachesAll) {
      found.add(
          Finding.warning(
              "desktops reach everything, the network of this machine too",
              "a page that misleads the model may reach what is meant for you only",
              "set EGRESS=internet or EGRESS=allowlist"));
    }
    if (!hasVault) {
      found.add(
          Finding.notice(
              "the vault for secrets is closed",
              "no password can be filled in without being shown to the model",
              "set SECRETS_KEY, and keep a copy of it apart from the database"));
    }
    return found;
  }
}
