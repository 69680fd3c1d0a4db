package dev.atelier.doctor;

import dev.atelier.identity.OpenServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Whether the settings leave a door open. What is secret is never part of a finding. */
@ApplicationScoped
class SafeSettings implements Check {
  private static final int SHORT_PASSWORD = 12;
  private static final int SHORT_TOKEN = 24;

  private final BooleanSupplier open;
  private final BooleanSupplier openToEveryone;
  private final Function<String, Optional<String>> settings;

  @Inject
  SafeSettings(OpenServer server, Config config) {
    this(
        server::isOpen,
        server::isOpenToEveryone,
        name -> config.getOptionalValue(name, String.class));
  }

  /**
   * @param settings what is set under a name
   */
  SafeSettings(
      BooleanSupplier open,
      BooleanSupplier openToEveryone,
      Function<String, Optional<String>> settings) {
    this.open = open;
    this.openToEveryone = openToEveryone;
    this.settings = settings;
  }

  /** For CDI's proxy only. */
  protected SafeSettings() {
    this(() -> false, () -> false, name -> Optional.empty());
  }

  @Override
  public String subject() {
    return "check.settings";
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    found.addAll(ofWhoComesIn());
    found.addAll(ofTheNetwork());
    found.addAll(ofTheWork());
    return found.isEmpty() ? List.of(Finding.ok("settings")) : found;
  }

  private List<Finding> ofWhoComesIn() {
    List<Finding> found = new ArrayList<>();
    if (openToEveryone.getAsBoolean()) {
      found.add(Finding.problem("open.everyone"));
    } else if (open.getAsBoolean()) {
      found.add(Finding.problem("open.machine"));
    }
    Stream.of("ATELIER_API_TOKEN", "DESTINY_API_TOKEN")
        .filter(name -> isShort(name, SHORT_TOKEN))
        .forEach(name -> found.add(Finding.warning("token.short", name, SHORT_TOKEN)));
    if (isShort("ATELIER_CONSOLE_PASSWORD", SHORT_PASSWORD)) {
      found.add(Finding.warning("password.short", SHORT_PASSWORD));
    } else if (set("ATELIER_CONSOLE_PASSWORD").isEmpty()) {
      found.add(Finding.notice("password.made"));
    }
    return found;
  }

  private List<Finding> ofTheNetwork() {
    List<Finding> found = new ArrayList<>();
    if (listed("ATELIER_TRUSTED_PROXIES").anyMatch(range -> range.endsWith("/0"))) {
      found.add(Finding.problem("proxies.all"));
    }
    listed("ATELIER_ALLOWED_ORIGINS")
        .filter(SafeSettings::isInTheClear)
        .forEach(origin -> found.add(Finding.warning("origin.clear", origin)));
    if (set("ATELIER_URL").filter(SafeSettings::isInTheClear).isPresent()) {
      found.add(Finding.warning("hook.clear"));
    }
    if (isSet("ATELIER_WEBHOOK_ALLOW_PRIVATE", "true")) {
      found.add(Finding.warning("hook.private"));
    }
    if (isSet("ATELIER_FOREIGN_BACKUPS", "true")) {
      found.add(Finding.warning("backups.foreign"));
    }
    if (isSet("ATELIER_ALLOW_LOCAL_REMOTE", "true")) {
      found.add(Finding.warning("local.remote"));
    }
    if (isSet("EGRESS", "open")) {
      found.add(Finding.warning("egress.open"));
    }
    return found;
  }

  private List<Finding> ofTheWork() {
    List<Finding> found = new ArrayList<>();
    if (isSet("PRICE_UNKNOWN_MODEL", "allow")) {
      found.add(Finding.warning("price.unknown"));
    }
    boolean isServer = set("db.url").filter(url -> url.startsWith("jdbc:postgresql:")).isPresent();
    if (isServer && isSet("db.password", "atelier")) {
      found.add(Finding.warning("database.password"));
    }
    if (set("SECRETS_KEY").or(() -> set("SECRETS_KEY_FILE")).isEmpty()) {
      found.add(Finding.notice("vault.closed"));
    }
    if (set("SECRETS_KEY_OLD").isPresent()) {
      found.add(Finding.notice("vault.old"));
    }
    return found;
  }

  private Optional<String> set(String name) {
    return settings.apply(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  private boolean isSet(String name, String value) {
    return set(name).filter(value::equalsIgnoreCase).isPresent();
  }

  private boolean isShort(String name, int least) {
    return set(name).filter(value -> value.length() < least).isPresent();
  }

  private Stream<String> listed(String name) {
    return set(name).stream().flatMap(list -> Arrays.stream(list.split(","))).map(String::strip);
  }

  /** What goes to this machine only is seen by nobody else. */
  private static boolean isInTheClear(String address) {
    return address.startsWith("http://")
        && !address.matches("http://(localhost|127\\.[0-9.]+|\\[::1\\])([:/].*)?");
  }
}
