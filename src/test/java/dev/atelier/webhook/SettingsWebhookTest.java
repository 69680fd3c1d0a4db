package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.HandSetClock;
import dev.atelier.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWebhookTest {
  @TempDir private Path data;

  private SettingsWebhook read(String url, String secret) {
    return new SettingsWebhook(
        Optional.of(url),
        Optional.of(Secret.of(secret)),
        data.toString(),
        new Targets("false"),
        new HandSetClock());
  }

  @Test
  void withoutAnAddressThereIsNoneAndNoSecretIsMade() {
    assertThat(read("", "").webhook()).isEmpty();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void theSecretThatIsMadeIsKeptAndShown() {
    SettingsWebhook first = read("https://hooks.example/a", "");
    SettingsWebhook again = read("https://hooks.example/a", " ");
    assertThat(first.secret().spelled()).startsWith("whsec_").isEqualTo(again.secret().spelled());
    assertThat(again.madeSecret()).isPresent();
    assertThat(data.resolve("webhook-secret")).exists();
  }

  @Test
  void aSecretOfTheSettingsIsNotShown() {
    SettingsWebhook settings = read("https://hooks.example/a", Receiver.SECRET);
    assertThat(settings.secret().spelled()).isEqualTo(Receiver.SECRET);
    assertThat(settings.madeSecret()).isEmpty();
    assertThat(settings.webhook().orElseThrow().events()).isEmpty();
  }

  @Test
  void wrongSettingsStopTheServerWithASentence() {
    assertThatThrownBy(() -> read("hooks.example", "")).hasMessageStartingWith("ATELIER_URL must");
    assertThatThrownBy(() -> read("http://169.254.169.254/", ""))
        .hasMessageContaining("ATELIER_URL leads to 169.254.169.254")
        .hasMessageContaining("ATELIER_WEBHOOK_ALLOW_PRIVATE");
    assertThatThrownBy(() -> read("https://hooks.example/", "hush"))
        .hasMessageStartingWith("ATELIER_URL_SECRET must be whsec_");
  }
}
