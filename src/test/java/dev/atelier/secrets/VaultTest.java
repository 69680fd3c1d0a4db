package dev.atelier.secrets;

import static dev.atelier.secrets.VaultRoom.HORSE;
import static dev.atelier.secrets.VaultRoom.KEY;
import static dev.atelier.secrets.VaultRoom.OTHER_KEY;
import static dev.atelier.secrets.VaultRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaultTest {
  private final VaultRoom room = new VaultRoom();
  private final Vault vault = room.vault();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aSecretIsKeptSealedAndOnRecordWithoutItsValue() {
    VaultEntry kept = vault.add(wish("Bank", "bank.example"), HORSE, "ada");

    assertThat(vault.value(kept)).isEqualTo(HORSE);
    assertThat(room.repository.sealed("Bank").orElseThrow()).doesNotContain("horse");
    assertThat(room.events.fired()).hasSize(1);
    assertThat(room.events.fired().get(0).toString())
        .contains("secret.added", "Bank", "https://bank.example", "ada")
        .doesNotContain("horse");
    assertThat(kept.toString()).doesNotContain("horse");
  }

  @Test
  void aNameIsTakenOnce() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");

    assertThatThrownBy(() -> vault.add(wish("Bank", "evil.example"), HORSE, "eve"))
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("PUT");
  }

  @Test
  void anotherValueTakesItsPlaceAndItsMakerIsRemembered() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    room.clock.pass(java.time.Duration.ofDays(1));
    VaultEntry replaced =
        vault.replace(wish("Bank", "new.example"), Secret.exactly("other value"), "bob");

    assertThat(vault.value(vault.get("Bank")).revealed()).isEqualTo("other value");
    assertThat(replaced.madeBy()).isEqualTo("ada");
    assertThat(replaced.changedAt()).isAfter(replaced.madeAt());
    assertThat(vault.all()).containsExactly(replaced);
    assertThatThrownBy(() -> vault.replace(wish("None", "new.example"), HORSE, "bob"))
        .isInstanceOf(UnknownSecret.class);
  }

  @Test
  void rowsThatSomebodySwappedDoNotOpen() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    vault.add(wish("Evil", "evil.example"), Secret.exactly("nothing"), "eve");
    room.repository.swap("Bank", "Evil");

    assertThatThrownBy(() -> vault.value(vault.get("Evil"))).isInstanceOf(VaultRefused.class);
  }

  @Test
  void aRowWhoseSiteSomebodyChangedDoesNotOpen() {
    VaultEntry bank = vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    VaultEntry elsewhere =
        new VaultEntry(
            bank.name(),
            Optional.of(AllowedSite.parse("evil.example")),
            bank.inSight(),
            bank.sessions(),
            bank.madeBy(),
            bank.madeAt(),
            bank.changedAt(),
            bank.usedAt());
    room.repository.put(elsewhere, room.repository.sealed("Bank").orElseThrow());

    assertThatThrownBy(() -> vault.value(vault.get("Bank"))).isInstanceOf(VaultRefused.class);
  }

  @Test
  void withoutItsKeyTheVaultIsClosedAndSaysWhatToDo() {
    Vault closed = room.vault(Optional.empty(), Optional.empty());

    assertThat(closed.problem())
        .hasValueSatisfying(
            words -> assertThat(words).contains("SECRETS_KEY", "openssl rand -base64 32"));
    assertThatThrownBy(() -> closed.add(wish("Bank", "bank.example"), HORSE, "ada"))
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("SECRETS_KEY");
    assertThat(vault.problem()).isEmpty();
  }

  @Test
  void aKeyThatIsNoneClosesItTooAndIsNotTold() {
    Vault closed = room.vault(Optional.of(Secret.of("my-password")), Optional.empty());

    assertThat(closed.problem())
        .hasValueSatisfying(
            words ->
                assertThat(words).contains("SECRETS_KEY must be 32").doesNotContain("my-pass"));
  }

  @Test
  void anotherKeyOpensNothingUntilTheFormerOneIsNamedToo() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    Vault wrong = room.vault(Optional.of(OTHER_KEY), Optional.empty());
    assertThatThrownBy(() -> wrong.value(wrong.get("Bank")))
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("SECRETS_KEY_OLD");

    Vault changing = room.vault(Optional.of(OTHER_KEY), Optional.of(KEY));
    assertThat(changing.value(changing.get("Bank"))).isEqualTo(HORSE);
    changing.make();

    assertThat(wrong.value(wrong.get("Bank"))).isEqualTo(HORSE);
  }

  @Test
  void valuesThatNoFieldTakesAndNamesThatNobodyCanSayAreRefused() {
    assertThatThrownBy(() -> vault.add(wish("a", "b.example"), Secret.exactly("abc"), "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("value");
    assertThatThrownBy(() -> vault.add(wish("a", "b.example"), Secret.exactly("abc\ndef"), "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageNotContaining("abc");
    assertThatThrownBy(() -> vault.add(wish("a”b", "b.example"), HORSE, "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("name");
    assertThatThrownBy(
            () ->
                vault.add(
                    wish("a", "b.example", false, Optional.of(Set.of("sess_nobody"))),
                    HORSE,
                    "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("sess_nobody");
  }

  @Test
  void aDeletedOneIsGoneAndThatIsOnRecord() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    vault.remove("Bank", "bob");

    assertThat(vault.all()).isEmpty();
    assertThat(room.repository.sealed("Bank")).isEmpty();
    assertThat(room.events.fired()).extracting(SecretChanged::type).endsWith("secret.removed");
    assertThatThrownBy(() -> vault.remove("Bank", "bob")).isInstanceOf(UnknownSecret.class);
  }
}
