package dev.atelier.secrets;

import static dev.atelier.secrets.VaultRoom.HORSE;
import static dev.atelier.secrets.VaultRoom.KEY;
import static dev.atelier.secrets.VaultRoom.OTHER_KEY;
import static dev.atelier.secrets.VaultRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.Secret;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import dev.atelier.session.SessionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was typed is covered by a server that was started again, whatever became of the secret. */
class VeilsTest {
  private static final Region FIELD = new Region(20, 20, 100, 20);
  private static final int HOLE = 0x2B2320;

  private final VaultRoom room = new VaultRoom();
  private final FakeDesktop desktop = new FakeDesktop();
  private final BackgroundWork background =
      new BackgroundWork(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final OcrEngine blind =
      new OcrEngine() {
        @Override
        public String name() {
          return "blind";
        }

        @Override
        public List<Word> read(Screenshot picture) {
          return List.of();
        }
      };
  private String desk;

  @BeforeEach
  void typeOne() {
    Vault vault = room.vault();
    desk = room.desktops.sessions().create(SessionRequest.labelled("one"), "ada").id();
    VaultEntry bank = vault.add(wish("Bank", "bank.example"), HORSE, "ada");
    vault.used(bank, HORSE, desk, FIELD);
  }

  @AfterEach
  void close() {
    background.stop();
    room.close();
  }

  private Desktop started(Vault vault) {
    return started(vault, desk);
  }

  private Desktop started(Vault vault, String sessionId) {
    return new Veils(vault, room.desktops.sessions(), blind, background, room.clock)
        .over(sessionId, desktop);
  }

  private boolean tellsClipboard(Desktop veiled, String text) {
    desktop.copyToClipboard(text);
    return veiled.clipboard().isPresent();
  }

  private static boolean covers(Screenshot picture, int x, int y) {
    return picture.rgb(x, y) == HOLE;
  }

  @Test
  void itIsCoveredAgain() {
    Desktop veiled = started(room.vault());

    assertThat(covers(veiled.screenshot(), 70, 30)).isTrue();
    assertThat(covers(veiled.screenshot(), 300, 300)).isFalse();
    assertThat(tellsClipboard(veiled, HORSE.revealed())).isFalse();
    assertThat(tellsClipboard(started(room.vault(), "sess_two"), HORSE.revealed())).isTrue();
  }

  @Test
  void anotherValueDoesNotUncoverTheOneThatWasTyped() {
    room.vault().replace(wish("Bank", "bank.example"), Secret.exactly("other value"), "ada");
    Desktop veiled = started(room.vault());

    assertThat(covers(veiled.screenshot(), 70, 30)).isTrue();
    assertThat(tellsClipboard(veiled, HORSE.revealed())).isFalse();
    assertThat(tellsClipboard(veiled, "other value")).as("was not typed").isTrue();
  }

  @Test
  void oneThatWasDeletedIsCoveredAndHidesNothingElse() {
    room.vault().remove("Bank", "ada");
    Desktop veiled = started(room.vault());

    assertThat(covers(veiled.screenshot(), 70, 30)).isTrue();
    assertThat(covers(veiled.screenshot(), 300, 300)).isFalse();
    assertThat(tellsClipboard(veiled, "horse-battery")).isFalse();
  }

  @Test
  void bothOfTwoValuesThatWereTypedIntoOneFieldAreLookedFor() {
    VaultEntry replaced =
        room.vault().replace(wish("Bank", "bank.example"), Secret.exactly("other value"), "ada");
    room.clock.pass(Duration.ofMinutes(1));
    room.vault().used(replaced, Secret.exactly("other value"), desk, FIELD);
    Desktop veiled = started(room.vault());

    assertThat(tellsClipboard(veiled, HORSE.revealed())).isFalse();
    assertThat(tellsClipboard(veiled, "other value")).isFalse();
  }

  @Test
  void withoutTheKeyNothingIsShownForADayAndThenAllButTheField() {
    Desktop closed = started(room.vault(Optional.empty(), Optional.empty()));

    assertThat(covers(closed.screenshot(), 300, 300)).isTrue();
    assertThat(tellsClipboard(closed, "harmless")).isFalse();
    room.clock.pass(Duration.ofHours(25));
    assertThat(covers(closed.screenshot(), 300, 300)).isFalse();
    assertThat(covers(closed.screenshot(), 70, 30)).isTrue();
    Desktop later = started(room.vault(Optional.of(OTHER_KEY), Optional.empty()));
    assertThat(covers(later.screenshot(), 300, 300)).isFalse();
    assertThat(covers(later.screenshot(), 70, 30)).isTrue();
  }

  @Test
  void aChangeOfKeysTakesWhatWasTypedAlong() {
    room.vault(Optional.of(OTHER_KEY), Optional.of(KEY)).make();
    Desktop veiled = started(room.vault(Optional.of(OTHER_KEY), Optional.empty()));

    assertThat(covers(veiled.screenshot(), 300, 300)).isFalse();
    assertThat(tellsClipboard(veiled, HORSE.revealed())).isFalse();
  }

  @Test
  void whatWasTypedIsForgottenADayAfterItsPlaceWasLetGo() {
    Vault vault = room.vault();
    room.clock.pass(Duration.ofHours(25));
    vault.make();
    assertThat(vault.lately(desk)).as("still in its field").hasSize(1);
    vault.letGo(desk, FIELD, room.clock.instant());

    assertThat(room.repository.uses()).isEmpty();
    assertThat(covers(started(vault).screenshot(), 70, 30)).isFalse();
  }

  @Test
  void aPlaceThatIsLetGoStaysSoAfterARestart() {
    Desktop veiled = started(room.vault());
    desktop.show(noise(1));
    assertThat(covers(veiled.screenshot(), 70, 30)).isTrue();
    desktop.show(noise(2));
    assertThat(covers(veiled.screenshot(), 70, 30)).isFalse();
    await().until(() -> room.vault().lately(desk).get(0).letGo());

    Desktop again = started(room.vault());
    assertThat(covers(again.screenshot(), 70, 30)).isFalse();
    assertThat(tellsClipboard(again, HORSE.revealed())).as("for a day").isFalse();
  }

  @Test
  void aDesktopThatIsNoMoreIsForgotten() {
    VaultEntry bank = room.vault().get("Bank");
    room.vault().used(bank, HORSE, "sess_gone", FIELD);
    room.vault().make();
    assertThat(room.repository.uses())
        .extracting(SecretRepository.Use::sessionId)
        .containsExactly(desk);
    room.vault().forget(desk);

    assertThat(room.repository.uses()).isEmpty();
  }

  private static Screenshot noise(int seed) {
    return new Screenshot(400, 400, new Random(seed).ints(160_000, 0, 0x1000).toArray());
  }
}
