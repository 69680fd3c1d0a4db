package dev.atelier.secrets;

import static dev.atelier.secrets.VaultRoom.HORSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.HandSetClock;
import dev.atelier.Secret;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final Region FIELD = new Region(200, 200, 180, 25);
  private static final Region ELSEWHERE = new Region(500, 40, 160, 14);

  private final HandSetClock clock = new HandSetClock();
  private final Map<String, List<Word>> words = new HashMap<>();
  private int readings;
  private final OcrEngine ocr =
      new OcrEngine() {
        @Override
        public String name() {
          return "told";
        }

        @Override
        public List<Word> read(Screenshot picture) {
          readings++;
          return words.getOrDefault(picture.fingerprint(), List.of());
        }
      };
  private final List<Region> letGo = new ArrayList<>();
  private final Cover cover = new Cover(ocr, clock, (place, until) -> letGo.add(place));

  /** A page with labels around the field, and what is typed in it. */
  private static Screenshot login(String typed) {
    return painted("Sign in to the bank", "Password", typed);
  }

  private static Screenshot painted(String title, String label, String typed) {
    BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 800, 600);
    pen.setColor(Color.BLACK);
    pen.drawString(title, 200, 150);
    pen.drawString(label, 130, 217);
    pen.drawString(typed, 205, 217);
    pen.dispose();
    return new Screenshot(800, 600, image.getRGB(0, 0, 800, 600, null, 0, 800));
  }

  private void reads(Screenshot picture, String text, Region place) {
    words.put(picture.fingerprint(), List.of(new Word(text, place, 0, 1)));
  }

  private static boolean isHole(Screenshot picture, Region place) {
    int colour = picture.rgb(place.centre().x(), place.centre().y());
    for (int x = place.x(); x < place.x() + place.width(); x++) {
      for (int y = place.y(); y < place.y() + place.height(); y++) {
        if (picture.rgb(x, y) != colour) {
          return false;
        }
      }
    }
    return colour == 0x2B2320;
  }

  @Test
  void whileNothingWasTypedPicturesAreLeftAsTheyAreAndNotRead() {
    Screenshot seen = login("");

    assertThat(cover.over(seen)).isSameAs(seen);
    assertThat(readings).isZero();
  }

  @Test
  void thePlaceIsCoveredFromBeforeTheFirstKey() {
    cover.begin("Bank", HORSE, FIELD);

    assertThat(isHole(cover.over(login("")), FIELD)).isTrue();
    assertThat(isHole(cover.over(login("corr")), FIELD)).isTrue();
  }

  @Test
  void itStaysCoveredOnTheSamePageAndIsFreeOnAnother() {
    cover.begin("Bank", HORSE, FIELD);
    cover.over(login("cor"));
    cover.typed("Bank");
    assertThat(isHole(cover.over(login("correct-horse-battery")), FIELD)).isTrue();
    assertThat(isHole(cover.over(login("a little more")), FIELD)).isTrue();
    Screenshot next = painted("Welcome", "", "Account");

    assertThat(cover.over(next).showsTheSameAs(next)).isTrue();
  }

  @Test
  void itStaysCoveredOnAnotherPageThatShowsIt() {
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    cover.over(login("correct-horse-battery"));
    Screenshot next = painted("Welcome", "", "Account");
    reads(next, "correct-horse-battery", ELSEWHERE);

    Screenshot shown = cover.over(next);

    assertThat(isHole(shown, ELSEWHERE)).isTrue();
    assertThat(isHole(shown, FIELD)).isTrue();
  }

  @Test
  void wordsThatReadLikeItAreCoveredForADay() {
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    Screenshot page = login("correct-horse-battery");
    reads(page, "c0rrect-h0rse", ELSEWHERE);
    assertThat(isHole(cover.over(page), ELSEWHERE)).isTrue();
    clock.pass(Duration.ofHours(25));

    assertThat(isHole(cover.over(page), ELSEWHERE)).as("the same picture").isFalse();
    Screenshot later = login("correct-horse-batter");
    reads(later, "correct-horse", ELSEWHERE);
    assertThat(isHole(cover.over(later), ELSEWHERE)).isFalse();
  }

  @Test
  void aFieldThatIsStillInSightAfterADayIsCoveredUntilAnotherPageIsThere() {
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    cover.over(login("correct-horse-battery"));
    clock.pass(Duration.ofHours(25));

    assertThat(isHole(cover.over(login("correct-horse-batter")), FIELD)).isTrue();
    assertThat(isHole(cover.over(login("correct-horse-batte")), FIELD)).isTrue();
    assertThat(cover.isIn("a horse")).as("as long as it can be copied").isTrue();
    assertThat(letGo).isEmpty();
    Screenshot next = painted("Welcome", "", "Account");
    reads(next, "correct-horse-battery", ELSEWHERE);
    assertThat(cover.over(next).showsTheSameAs(next)).isTrue();
    assertThat(letGo).containsExactly(FIELD);
    assertThat(cover.isNeeded()).isFalse();
  }

  @Test
  void twoFieldsWithTheSameSecretAreBothCovered() {
    Region second = new Region(200, 260, 180, 25);
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    cover.begin("Bank", HORSE, second);
    cover.typed("Bank");

    Screenshot shown = cover.over(login("correct-horse-battery"));
    assertThat(isHole(shown, FIELD)).isTrue();
    assertThat(isHole(shown, second)).isTrue();
  }

  @Test
  void whatIsNotKnownHidesAllForADayAndThenItsPlace() {
    cover.rememberUnknown("Bank", Optional.of(FIELD), clock.instant());
    Region whole = new Region(0, 0, 800, 600);

    assertThat(isHole(cover.over(login("correct")), whole)).isTrue();
    assertThat(cover.isIn("anything")).isTrue();
    clock.pass(Duration.ofHours(25));
    Screenshot later = cover.over(login("correct"));
    assertThat(isHole(later, whole)).isFalse();
    assertThat(isHole(later, FIELD)).isTrue();
    assertThat(cover.isIn("anything")).isFalse();
    Screenshot next = painted("Welcome", "", "Account");
    assertThat(cover.over(next).showsTheSameAs(next)).isTrue();
    assertThat(cover.isNeeded()).isFalse();
  }

  @Test
  void anOlderUnknownOneDoesNotUncoverAYoungerOne() {
    cover.rememberUnknown("Bank", Optional.empty(), clock.instant());
    cover.rememberUnknown("Card", Optional.empty(), clock.instant().minus(Duration.ofHours(30)));

    assertThat(isHole(cover.over(login("x")), new Region(0, 0, 800, 600))).isTrue();
  }

  @Test
  void aPieceOfItIsKnownAndOthersWordsAreNot() {
    cover.begin("Bank", HORSE, FIELD);
    cover.begin("Pin", Secret.exactly("7319"), ELSEWHERE);

    assertThat(List.of("correct-horse-battery", "x t-hor x", "attery", "no. 7319."))
        .allMatch(cover::isIn);
    assertThat(List.of("", "t-ho", "orse", "731", "corr ect")).noneMatch(cover::isIn);
  }

  @Test
  void thePlaceIsNotFreeWhileItIsBeingTyped() {
    cover.begin("Bank", HORSE, FIELD);
    cover.over(login("cor"));

    assertThat(isHole(cover.over(painted("Welcome", "", "Account")), FIELD)).isTrue();
  }

  @Test
  void aPictureThatCannotBeReadIsCoveredWhole() {
    Cover blind =
        new Cover(
            new OcrEngine() {
              @Override
              public String name() {
                return "broken";
              }

              @Override
              public List<Word> read(Screenshot picture) {
                throw new IllegalStateException("no model");
              }
            },
            clock,
            (place, until) -> {});
    blind.begin("Bank", HORSE, FIELD);

    assertThat(isHole(blind.over(login("x")), new Region(0, 0, 800, 600))).isTrue();
  }

  @Test
  void anUnchangedPictureIsReadOnce() {
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    cover.over(login("x"));
    cover.over(login("x"));

    assertThat(readings).isEqualTo(1);
  }

  @Test
  void afterARestartThePlaceIsCoveredUntilThePageIsAnother() {
    cover.remember("Bank", HORSE, Optional.of(FIELD), clock.instant());

    assertThat(isHole(cover.over(login("correct-horse-battery")), FIELD)).isTrue();
    Screenshot next = painted("Welcome", "", "Account");
    assertThat(cover.over(next).showsTheSameAs(next)).isTrue();
  }

  @Test
  void aScreenOfAnotherSizeIsNoOtherPage() {
    cover.begin("Bank", HORSE, FIELD);
    cover.typed("Bank");
    cover.over(login("x"));
    Screenshot larger = new Screenshot(1000, 600, new int[600_000]);

    assertThat(isHole(cover.over(larger), FIELD)).isTrue();
  }
}
