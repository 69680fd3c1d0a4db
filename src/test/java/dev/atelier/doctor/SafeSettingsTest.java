package dev.atelier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeSettingsTest {
  private static final Map<String, String> SAFE =
      Map.of(
          "ATELIER_API_TOKEN", "0123456789abcdef0123456789abcdef",
          "ATELIER_CONSOLE_PASSWORD", "terracotta-and-sage",
          "SECRETS_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
          "ATELIER_ALLOWED_ORIGINS", "https://chat.example.com, http://localhost:3000",
          "ATELIER_URL", "http://127.0.0.1:9000/hook",
          "ATELIER_TRUSTED_PROXIES", "10.0.0.0/8",
          "EGRESS", "internet",
          "db.url", "jdbc:h2:file:./data/db/atelier",
          "db.password", "atelier");

  private static List<Finding> found(boolean open, boolean toAll, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(SAFE);
    settings.putAll(changes);
    return new SafeSettings(
            () -> open, () -> toAll, name -> Optional.ofNullable(settings.get(name)))
        .look();
  }

  @Test
  void nothingIsFoundWhereAllIsSafe() {
    assertThat(found(false, false, Map.of())).containsExactly(Finding.ok("settings"));
  }

  @Test
  void aServerThatAsksNobodyIsAProblem() {
    assertThat(found(true, false, Map.of())).containsExactly(Finding.problem("open.machine"));
    assertThat(found(true, true, Map.of())).containsExactly(Finding.problem("open.everyone"));
  }

  @ParameterizedTest
  @CsvSource({
    "ATELIER_API_TOKEN, short-token, WARNING, token.short",
    "DESTINY_API_TOKEN, short-token, WARNING, token.short",
    "ATELIER_CONSOLE_PASSWORD, guess-me, WARNING, password.short",
    "ATELIER_CONSOLE_PASSWORD, '', NOTICE, password.made",
    "ATELIER_TRUSTED_PROXIES, '10.0.0.1, 0.0.0.0/0', PROBLEM, proxies.all",
    "ATELIER_TRUSTED_PROXIES, ::/0, PROBLEM, proxies.all",
    "ATELIER_ALLOWED_ORIGINS, http://chat.example.com, WARNING, origin.clear",
    "ATELIER_ALLOWED_ORIGINS, http://localhost.evil.example, WARNING, origin.clear",
    "ATELIER_URL, http://example.com/hook, WARNING, hook.clear",
    "ATELIER_WEBHOOK_ALLOW_PRIVATE, true, WARNING, hook.private",
    "ATELIER_FOREIGN_BACKUPS, true, WARNING, backups.foreign",
    "ATELIER_ALLOW_LOCAL_REMOTE, true, WARNING, local.remote",
    "EGRESS, ' open ', WARNING, egress.open",
    "PRICE_UNKNOWN_MODEL, allow, WARNING, price.unknown",
    "db.url, jdbc:postgresql://db/atelier, WARNING, database.password",
    "SECRETS_KEY, '', NOTICE, vault.closed",
    "SECRETS_KEY_OLD, abc, NOTICE, vault.old",
  })
  void eachUnsafeSettingIsFoundAndSaidWithoutWhatIsSecret(
      String name, String value, Severity severity, String key) {
    List<Finding> found = found(false, false, Map.of(name, value));
    assertThat(found).singleElement().extracting(Finding::key).isEqualTo(key);
    assertThat(found.get(0).severity()).isEqualTo(severity);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      String words =
          found.get(0).what(locale) + found.get(0).why(locale) + found.get(0).mend(locale);
      assertThat(words).doesNotContain("{").doesNotContain("short-token", "guess-me");
    }
  }

  @Test
  void aKeyInAFileOpensTheVaultToo() {
    assertThat(found(false, false, Map.of("SECRETS_KEY", "", "SECRETS_KEY_FILE", "/run/key")))
        .containsExactly(Finding.ok("settings"));
  }
}
