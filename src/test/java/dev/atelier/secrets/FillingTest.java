package dev.atelier.secrets;

import static dev.atelier.secrets.FakeBrowser.IN_FIELD;
import static dev.atelier.secrets.VaultRoom.HORSE;
import static dev.atelier.secrets.VaultRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFocus;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.Point;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FillingTest {
  private static final OcrEngine BLIND =
      new OcrEngine() {
        @Override
        public String name() {
          return "blind";
        }

        @Override
        public List<Word> read(dev.atelier.desktop.Screenshot picture) {
          return List.of();
        }
      };

  private final VaultRoom room = new VaultRoom();
  private final Vault vault = room.vault();
  private final FakeDesktop desktop = new FakeDesktop();
  private final FakeBrowser browser = new FakeBrowser();
  private final Cover cover = new Cover(BLIND, room.clock, (place, until) -> {});

  @BeforeEach
  void keep() {
    vault.add(wish("Bank", "bank.example"), HORSE, "ada");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private String fill(String name) throws InterruptedException {
    return fill(name, Optional.of(browser));
  }

  private String fill(String name, Optional<DesktopFocus> focus) throws InterruptedException {
    return new VeiledDesktop(
            desktop, cover, new Filling("sess_one", vault, () -> focus, Runnable::run))
        .fill(name, IN_FIELD);
  }

  private void refuses(String name, String why) {
    assertThatThrownBy(() -> fill(name))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("horse");
    assertThat(typed()).isEmpty();
    assertThat(browser.open()).isZero();
    assertThat(cover.isNeeded()).isFalse();
  }

  private String typed() {
    return desktop.calls().stream()
        .filter(call -> call.startsWith("type "))
        .map(call -> call.substring("type ".length()))
        .collect(Collectors.joining());
  }

  @Test
  void aSecretIsTypedIntoThePasswordFieldOfItsSiteInPlaceOfWhatIsThere() throws Exception {
    browser.shows(true, "https://bank.example/login");

    assertThat(fill("Bank")).contains("Bank").doesNotContain("horse");
    assertThat(typed()).isEqualTo(HORSE.revealed());
    assertThat(desktop.calls())
        .startsWith("move to [150, 210]", "press LEFT", "release LEFT", "press ctrl+a");
    assertThat(desktop.calls()).noneMatch(call -> call.startsWith("copy"));
    assertThat(vault.lately("sess_one")).hasSize(1);
    assertThat(browser.open()).isZero();
  }

  @Test
  void theFieldIsWaitedFor() throws Exception {
    browser.showsNothing().showsNothing().shows(true, "https://bank.example/");

    fill("Bank");

    assertThat(typed()).isEqualTo(HORSE.revealed());
  }

  @Test
  void pagesOfOtherSitesDoNotGetIt() {
    browser.shows(true, "https://bank.example.evil.example/login");

    refuses("Bank", "https://bank.example.evil.example");
  }

  @Test
  void aFrameOfTheSiteWithinAnotherSiteDoesNotGetIt() {
    browser.shows(true, "https://bank.example/login", "https://evil.example/");

    refuses("Bank", "https://evil.example");
  }

  @Test
  void aFrameOfAnotherSiteWithinTheSiteDoesNotGetIt() {
    browser.shows(true, "https://evil.example/", "https://bank.example/login");

    refuses("Bank", "https://evil.example");
  }

  @Test
  void aPageOfNoSiteDoesNotGetIt() {
    browser.shows(true, "file:///home/operator/bank.example.html");

    refuses("Bank", "a page of no site");
  }

  @Test
  void whereTheKeyboardIsCannotBeToldNothingIsTyped() {
    browser.showsNothing();

    refuses("Bank", "no field of a page");
  }

  @Test
  void whereBrowsersCannotBeAskedNothingIsTyped() {
    assertThatThrownBy(() -> fill("Bank", Optional.empty()))
        .hasMessageContaining("cannot be told on this desktop");
    assertThat(typed()).isEmpty();
  }

  @Test
  void aFieldThatShowsWhatIsTypedGetsItOnlyWhereThatIsAllowed() throws Exception {
    browser.shows(false, "https://bank.example/login");
    refuses("Bank", "would show it");

    vault.replace(wish("Bank", "bank.example", true, Optional.empty()), HORSE, "ada");
    fill("Bank");
    assertThat(typed()).isEqualTo(HORSE.revealed());
  }

  @Test
  void typingEndsAsSoonAsTheKeyboardIsElsewhere() {
    browser
        .shows(true, "https://bank.example/")
        .shows(true, "https://bank.example/")
        .shows(true, "https://bank.example/")
        .shows(true, "https://evil.example/");

    assertThatThrownBy(() -> fill("Bank"))
        .hasMessageContaining("left the field")
        .hasMessageNotContaining("corr");
    assertThat(typed()).isEqualTo("correct-");
    assertThat(cover.isNeeded()).isTrue();
  }

  @Test
  void aSecretOfOtherDesktopsIsNotThere() {
    refuses("None", "there is no secret “None” for this desktop");
    vault.remove("Bank", "ada");
    room.repository.put(
        new VaultEntry(
            "Bank",
            Optional.of(AllowedSite.parse("bank.example")),
            false,
            Optional.of(java.util.Set.of("sess_other")),
            "ada",
            room.clock.instant(),
            room.clock.instant(),
            Optional.empty()),
        "sealed");
    browser.shows(true, "https://bank.example/");
    refuses("Bank", "there is no secret “Bank” for this desktop");
  }

  @Test
  void oneForAnyWindowIsTypedWhereTheClickWent() throws Exception {
    vault.replace(new Vault.Wish("Bank", Optional.empty(), false, Optional.empty()), HORSE, "ada");

    fill("Bank", Optional.empty());

    assertThat(typed()).isEqualTo(HORSE.revealed());
    assertThat(cover.isNeeded()).isTrue();
  }

  @Test
  void whatAPageCopiedOfItLeavesTheClipboardBeforeTheNextKey() throws Exception {
    browser.shows(true, "https://bank.example/");
    VeiledDesktop veiled =
        new VeiledDesktop(
            desktop,
            cover,
            new Filling("sess_one", vault, () -> Optional.of(browser), Runnable::run));
    veiled.fill("Bank", IN_FIELD);
    desktop.copyToClipboard("my password: " + HORSE.revealed());

    assertThat(veiled.clipboard()).isEmpty();
    desktop.copyToClipboard(HORSE.revealed());
    veiled.press(dev.atelier.desktop.KeyChord.parse("ctrl+v"));

    assertThat(desktop.clipboard()).contains("");
    veiled.copyToClipboard("harmless");
    assertThat(veiled.clipboard()).contains("harmless");
  }

  @Test
  void aPieceOfItLeavesTheClipboardTooAndWhatOnlyLooksLikeItStays() throws Exception {
    browser.shows(true, "https://bank.example/");
    VeiledDesktop veiled =
        new VeiledDesktop(
            desktop,
            cover,
            new Filling("sess_one", vault, () -> Optional.of(browser), Runnable::run));
    veiled.fill("Bank", IN_FIELD);
    for (String piece : List.of("t-hor", "battery", "half: correct")) {
      desktop.copyToClipboard(piece);
      veiled.type("x");
      assertThat(desktop.clipboard()).as(piece).contains("");
    }
    for (String other : List.of("t-ho", "hors", "corr ect")) {
      desktop.copyToClipboard(other);
      veiled.type("x");
      assertThat(desktop.clipboard()).as(other).contains(other);
    }
  }

  @Test
  void itTakesTheClickFirstSoThatTheFieldIsTheOneAtThePlace() throws Exception {
    browser.shows(true, "https://bank.example/");
    fill("Bank");

    assertThat(desktop.cursor()).isEqualTo(new Point(150, 210));
  }
}
