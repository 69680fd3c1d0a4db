package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.ScrollDirection;
import dev.atelier.desktop.Size;
import dev.atelier.vision.StepWriter.Deed;
import dev.atelier.vision.StepWriter.NotWritable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecipeWriterTest {
  private static final Screenshot EMPTY = PaintedScreen.blank().taken();
  private final RecipeWriter writer = new RecipeWriter(PaintedScreen.OCR);
  private final List<Deed> deeds = new ArrayList<>();

  private RecipeWriterTest did(Screenshot seen, Action... actions) {
    for (Action action : actions) {
      deeds.add(new Deed(deeds.size() + 1, action, () -> Optional.of(seen)));
    }
    return this;
  }

  private List<String> written() {
    String text = writer.write(deeds);
    List<String> lines = text.lines().toList();
    if (!lines.isEmpty()) {
      Size size = new Size(PaintedScreen.WIDTH, PaintedScreen.HEIGHT);
      assertThat(new RecipeReader(size).read(text)).hasSameSizeAs(lines);
    }
    return lines;
  }

  private static Action click(Point at) {
    return Action.Click.left(at);
  }

  private static Action key(String chord) {
    return new Action.PressKey(KeyChord.parse(chord), 1);
  }

  /** Each is read when it is written down, so that no more than one is in memory. */
  @Test
  void picturesAreReadOneAfterTheOther() {
    Screenshot screen = PaintedScreen.blank().button(300, 400, "Sign in").taken();
    List<Integer> read = new ArrayList<>();
    List<Action> actions =
        List.of(
            click(PaintedScreen.middle(300, 400, "Sign in")),
            key("Tab"),
            new Action.Click(
                MouseButton.LEFT,
                1,
                Optional.of(new Point(5, 6)),
                Optional.of(KeyChord.parse("shift"))),
            key("Tab"));
    for (Action action : actions) {
      int number = deeds.size() + 1;
      deeds.add(
          new Deed(
              number,
              action,
              () -> {
                read.add(number);
                return Optional.of(screen);
              }));
    }
    assertThatThrownBy(() -> writer.write(deeds)).isInstanceOf(NotWritable.class);
    assertThat(read).containsExactly(1, 2).doesNotContain(4);
  }

  @Test
  void aClickIsWrittenByTheWordsThatStoodThere() {
    Screenshot screen = PaintedScreen.blank().button(300, 400, "Sign in").taken();
    did(screen, click(PaintedScreen.middle(300, 400, "Sign in")));
    assertThat(written()).containsExactly("click \"Sign in\"");
  }

  @Test
  void ofALongLineOnlyTheWordsAtThePlaceAreTaken() {
    Screenshot screen =
        PaintedScreen.blank().text(100, 200, "Please sign in here or go away").taken();
    did(screen, click(PaintedScreen.middle(100 + 15 * 8, 200, "here")));
    assertThat(written()).containsExactly("click \"here\"");
  }

  @Test
  void ofSeveralAlikeTheOneIsNamedByItsNeighbour() {
    Screenshot screen =
        PaintedScreen.blank()
            .text(100, 200, "INV-1")
            .text(400, 200, "Edit")
            .text(100, 230, "INV-2")
            .text(400, 230, "Edit")
            .taken();
    did(screen, click(PaintedScreen.middle(400, 230, "Edit")));
    assertThat(written()).containsExactly("click \"Edit\" next to \"INV-2\"");
  }

  @Test
  void aBoxBesideItsWordsIsMeantByThem() {
    Screenshot screen = PaintedScreen.blank().text(130, 200, "I agree").taken();
    did(screen, click(new Point(112, 206)));
    assertThat(written()).containsExactly("click \"I agree\"");
  }

  @Test
  void whereNoWordsAreNearTheStepKeepsItsPixels() {
    Screenshot screen = PaintedScreen.blank().text(100, 200, "Far away").taken();
    did(screen, click(new Point(600, 500)), new Action.MoveMouse(new Point(20, 30)));
    assertThat(written()).containsExactly("click 600, 500", "hover over 20, 30");
  }

  @Test
  void aClickIntoAFieldAndWhatIsTypedAreOneStepWithTheFieldsLabel() {
    PaintedScreen form =
        PaintedScreen.blank()
            .text(100, 100, "First name")
            .field(200, 90, 200)
            .text(100, 160, "City")
            .field(200, 150, 200);
    did(
        form.taken(),
        click(new Point(300, 105)),
        new Action.Type("Ada \"the first\"\n"),
        click(new Point(300, 166)),
        key("ctrl+a"),
        new Action.Type("Rome"));
    assertThat(written())
        .containsExactly(
            "type \"Ada \\\"the first\\\"\\n\" into \"First name\"",
            "fill in \"City\" with \"Rome\"");
  }

  @Test
  void aFieldThatIsNotEmptyIsNamedByWhatStandsInIt() {
    Screenshot screen =
        PaintedScreen.blank()
            .text(100, 160, "City")
            .field(200, 150, 200)
            .text(210, 160, "Rome")
            .taken();
    did(
        screen,
        new Action.Click(
            MouseButton.LEFT,
            3,
            Optional.of(PaintedScreen.middle(210, 160, "Rome")),
            Optional.empty()),
        new Action.Type("Paris"));
    assertThat(written()).containsExactly("fill in \"Rome\" with \"Paris\"");
  }

  @Test
  void anAddressThatIsTypedIntoItsBarBecomesAVisit() {
    Screenshot browser = PaintedScreen.browser("News").text(150, 90, "old.example/page").taken();
    did(browser, key("ctrl+l"), new Action.Type("example.org/a?b=c\n"))
        .did(browser, click(PaintedScreen.middle(150, 90, "old.example/page")))
        .did(browser, key("ctrl+a"), new Action.Type("https://example.com"), key("Return"));
    assertThat(written()).containsExactly("go to example.org/a?b=c", "go to https://example.com");
  }

  @Test
  void scrollingEndsWhereTheWordsAreThatAreClickedNext() {
    Screenshot page = PaintedScreen.browser("Long").text(300, 450, "Contact").taken();
    Action down = new Action.Scroll(Optional.of(new Point(400, 300)), ScrollDirection.DOWN, 5);
    did(EMPTY, down, down).did(page, click(PaintedScreen.middle(300, 450, "Contact")));
    assertThat(written()).containsExactly("scroll down until \"Contact\"", "click \"Contact\"");
  }

  @Test
  void scrollingForItsOwnSakeIsWrittenAsItWas() {
    Action up = new Action.Scroll(Optional.empty(), ScrollDirection.UP, 70);
    did(EMPTY, up, up);
    assertThat(written()).containsExactly("scroll up 100 times", "scroll up 40 times");
  }

  /** Several actions of one decision have one picture, which the first may have made untrue. */
  @Test
  void aPictureFromBeforeTheScreenMovedIsNotTrusted() {
    Screenshot page = PaintedScreen.browser("Long").text(300, 450, "Contact").taken();
    did(
        page,
        new Action.Scroll(Optional.empty(), ScrollDirection.DOWN, 5),
        click(PaintedScreen.middle(300, 450, "Contact")));
    assertThat(written()).containsExactly("scroll down 5 times", "click 328, 456");
  }

  @Test
  void allElseIsWrittenAsPeopleSayItAndLooksAreLeftOut() {
    Screenshot files =
        PaintedScreen.blank().text(100, 200, "report.pdf").text(400, 400, "Documents").taken();
    Point report = PaintedScreen.middle(100, 200, "report.pdf");
    did(
        files,
        new Action.LookAtScreen(),
        new Action.Zoom(new Region(0, 0, 9, 9)),
        new Action.AskCursorPosition(),
        new Action.Drag(report, PaintedScreen.middle(400, 400, "Documents")),
        new Action.Click(MouseButton.LEFT, 2, Optional.of(report), Optional.empty()),
        new Action.Click(MouseButton.RIGHT, 1, Optional.empty(), Optional.empty()),
        new Action.Type("zwölf 日本\t\\"),
        new Action.PressKey(KeyChord.parse("ctrl+shift+Tab"), 3),
        new Action.HoldKey(KeyChord.parse("shift"), Duration.ofMillis(1500)),
        new Action.Wait(Duration.ofSeconds(2)));
    assertThat(written())
        .containsExactly(
            "drag \"report.pdf\" to \"Documents\"",
            "double-click \"report.pdf\"",
            "right-click \"report.pdf\"",
            "type \"zwölf 日本\\t\\\\\"",
            "press ctrl+shift+Tab 3 times",
            "hold shift for 1.5 seconds",
            "wait 2 seconds");
  }

  @Test
  void whatNoStepCanDoIsRefusedWithItsNumber() {
    did(EMPTY, key("Tab"), new Action.PressLeftButton(Optional.empty()));
    assertThatThrownBy(() -> writer.write(deeds))
        .isInstanceOf(NotWritable.class)
        .hasMessageContaining("step 2 (left_mouse_down)");
    deeds.clear();
    did(
        EMPTY,
        new Action.Click(
            MouseButton.LEFT,
            1,
            Optional.of(new Point(5, 5)),
            Optional.of(KeyChord.parse("ctrl"))));
    assertThatThrownBy(() -> writer.write(deeds)).hasMessageContaining("step 1 clicks while a key");
    deeds.clear();
    did(EMPTY, new Action.Click(MouseButton.LEFT, 1, Optional.empty(), Optional.empty()));
    assertThatThrownBy(() -> writer.write(deeds)).hasMessageContaining("not known");
  }

  @Test
  void whoOnlyLookedDidNothing() {
    assertThat(did(EMPTY, new Action.LookAtScreen()).written()).isEmpty();
  }
}
