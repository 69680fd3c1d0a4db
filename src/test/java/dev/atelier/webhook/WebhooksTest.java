package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.HandSetClock;
import dev.atelier.json.InvalidField;
import dev.atelier.storage.OutboxOnH2;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
  private static final URI URL = URI.create("https://1.1.1.1/hook?key=planted-in-address");

  private final HandSetClock clock = new HandSetClock();
  private final OutboxOnH2 database = new OutboxOnH2();

  @TempDir private Path data;
  private WebhookRoom room;

  @BeforeEach
  void open() {
    room = new WebhookRoom(database, data, clock, Optional.of("https://1.1.1.1/all"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Webhooks.Made add(Optional<String> secret) {
    return room.webhooks().add(URL, Optional.empty(), Optional.empty(), secret, "ada");
  }

  @Test
  void aSecretIsMadeAndLiesNowhereInTheClear() throws Exception {
    Webhooks.Made made = add(Optional.empty());
    assertThat(SigningSecret.read(made.secret().revealed())).isPresent();
    assertThat(room.webhooks().secretOf(made.webhook()).spelled())
        .isEqualTo(made.secret().revealed());
    String bare = made.secret().revealed().substring(6, 30);
    assertThat(database.rows()).contains("planted-in-address").doesNotContain(bare);
    assertThat(made.toString() + room.noted().fired()).doesNotContain(bare);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("webhook-key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecretOfOnesOwnIsTakenWhenItIsOne() {
    Webhooks.Made made = add(Optional.of(Receiver.SECRET));
    assertThat(made.secret().revealed()).isEqualTo(Receiver.SECRET);
    assertThatThrownBy(() -> add(Optional.of("whsec_secret")))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("secret"))
        .hasMessageNotContaining("whsec_secret");
  }

  /** One row put in the place of another does not get its secret. */
  @Test
  void aSealedSecretOpensForItsOwnerOnly() {
    SealedSecrets secrets = new SealedSecrets(data.toString());
    secrets.readKey();
    String sealed = secrets.seal("hook_a", SigningSecret.random());
    assertThat(secrets.open("hook_a", sealed)).isNotNull();
    assertThatThrownBy(() -> secrets.open("hook_b", sealed))
        .isInstanceOf(SealedSecrets.UnreadableSecret.class);
  }

  @Test
  void whatIsDoneIsOnRecordWithoutWhatAnAddressMayHide() {
    String id = add(Optional.empty()).webhook().id();
    room.webhooks().ping(id, "bob");
    room.webhooks().remove(id, "eve");
    assertThat(room.noted().fired())
        .extracting(event -> event.type() + " " + event.actor())
        .containsExactly("webhook.added ada", "webhook.pinged bob", "webhook.removed eve");
    assertThat(room.noted().fired().toString())
        .contains("https://1.1.1.1", id)
        .doesNotContain("planted");
  }

  @Test
  void thatOfTheSettingsIsListedFirstAndCannotBeDeleted() {
    add(Optional.empty());
    assertThat(room.webhooks().all()).hasSize(2);
    assertThat(room.webhooks().all().get(0).id()).isEqualTo(Webhook.OF_SETTINGS);
    assertThatThrownBy(() -> room.webhooks().remove(Webhook.OF_SETTINGS, "ada"))
        .isInstanceOf(WebhookRefused.class)
        .hasMessageContaining("ATELIER_URL");
  }

  @Test
  void thereAreNotTooMany() {
    for (int n = 0; n < Webhooks.MOST; n++) {
      add(Optional.empty());
    }
    assertThatThrownBy(() -> add(Optional.empty())).isInstanceOf(WebhookRefused.class);
  }

  @Test
  void wrongWishesNameTheField() {
    assertThatThrownBy(() -> room.webhooks().address("https://10.0.0.1/"))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("url leads to 10.0.0.1");
    assertThatThrownBy(
            () ->
                room.webhooks()
                    .add(
                        URL,
                        Optional.empty(),
                        Optional.of(Set.of("sess_none")),
                        Optional.empty(),
                        "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("sessions names sess_none");
  }

  @Test
  void theLogIsReadPageByPageAndOnlyOfItsOwnWebhook() {
    String id = add(Optional.empty()).webhook().id();
    String other = add(Optional.empty()).webhook().id();
    for (int n = 0; n < 5; n++) {
      room.webhooks().ping(id, "ada");
    }
    var first = room.webhooks().deliveries(id, Optional.empty(), 3);
    var rest = room.webhooks().deliveries(id, Optional.of(first.get(2).id()), 3);
    assertThat(first).hasSize(3).doesNotContainAnyElementsOf(rest);
    assertThat(rest).hasSize(2);
    assertThatThrownBy(() -> room.webhooks().deliveries(other, Optional.of(first.get(0).id()), 3))
        .isInstanceOf(InvalidField.class);
    assertThatThrownBy(() -> room.webhooks().redeliver(other, first.get(0).id(), "ada"))
        .isInstanceOf(UnknownWebhook.class);
    assertThatThrownBy(() -> room.webhooks().deliveries("hook_none", Optional.empty(), 3))
        .isInstanceOf(UnknownWebhook.class);
  }
}
