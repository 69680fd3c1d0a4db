package dev.atelier.vision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures fit the model, and places it names are found again on the screen. */
class AnthropicScalingTest {

  @ParameterizedTest
  @CsvSource({
    "TOOLSET_20260801, 1280, 720, 1280, 720",
    "TOOLSET_20260801, 1920, 1080, 1920, 1080",
    "TOOLSET_20260801, 2560, 1440, 2560, 1440",
    "TOOLSET_20260801, 3840, 2160, 2576, 1449",
    "COMPUTER_20251124, 1280, 720, 1280, 720",
    "COMPUTER_20251124, 1920, 1080, 1430, 804",
    "COMPUTER_20250124, 2560, 1440, 1430, 804",
    "COMPUTER_20250124, 3000, 500, 1568, 261",
    "COMPUTER_20250124, 720, 1280, 720, 1280",
    "COMPUTER_20250124, 1080, 1920, 804, 1429",
  })
  void screensAreMadeToFit(ComputerTool tool, int width, int height, int fitted, int fittedHeight) {
    PictureScale scale = PictureScale.of(tool, new Size(width, height));
    Screenshot picture =
        PictureScale.fitted(tool, new Screenshot(width, height, new int[width * height]));

    assertThat(List.of(scale.width(), scale.height())).isEqualTo(List.of(fitted, fittedHeight));
    assertThat(List.of(picture.width(), picture.height()))
        .isEqualTo(List.of(scale.width(), scale.height()));
    assertThat(tool.takes(scale.width(), scale.height())).isTrue();
    assertThat(scale.isExact() || !tool.takes(scale.width() + 1, scale.height() + 1)).isTrue();
  }

  @Test
  void withoutScalingEveryPixelIsItself() {
    PictureScale scale = PictureScale.of(ComputerTool.TOOLSET_20260801, new Size(1920, 1080));

    for (Point at : List.of(new Point(0, 0), new Point(1919, 1079), new Point(333, 777))) {
      assertThat(scale.onScreen(new Action.MoveMouse(at))).isEqualTo(new Action.MoveMouse(at));
      assertThat(scale.inPicture(at)).isEqualTo(at);
    }
  }

  @Test
  void everyColumnOfAPictureIsFoundAgain() {
    PictureScale scale = PictureScale.of(ComputerTool.COMPUTER_20251124, new Size(2560, 1440));

    for (int x = 0; x < scale.width(); x++) {
      int y = x * scale.height() / scale.width();
      Action.MoveMouse moved =
          (Action.MoveMouse) scale.onScreen(new Action.MoveMouse(new Point(x, y)));
      assertThat(scale.inPicture(moved.coordinate())).isEqualTo(new Point(x, y));
    }
  }

  @Test
  void dragsAndRegionsAreScaledWhole() {
    PictureScale scale = PictureScale.of(ComputerTool.COMPUTER_20251124, new Size(2560, 1440));
    int right = scale.width();
    int bottom = scale.height();

    assertThat(scale.onScreen(new Action.Zoom(new Region(0, 0, right, bottom))))
        .isEqualTo(new Action.Zoom(new Region(0, 0, 2560, 1440)));
    assertThat(scale.onScreen(new Action.Drag(new Point(0, 0), new Point(right - 1, bottom - 1))))
        .isEqualTo(new Action.Drag(new Point(0, 0), new Point(2559, 1439)));
  }

  @Test
  void clicksOnASmallerPictureLandOnTheScreen() throws InterruptedException {
    try (AnthropicApi api = new AnthropicApi()) {
      api.wishesClassic("left_click {'coordinate':[715,402]}");

      List<Action> actions =
          new AnthropicTalk(api).model("claude-sonnet-4-6").screen(2560, 1440).firstActions();

      assertThat(actions).containsExactly(Action.Click.left(new Point(1280, 720)));
      assertThat(api.lastRequest().path("system").toString()).contains("1430 by 804");
    }
  }

  @Test
  void aScreenThatChangesItsSizeIsTold() throws InterruptedException {
    try (AnthropicApi api = new AnthropicApi()) {
      api.wishes("wait {'duration':1}").says("end_turn", "{'type':'text','text':'x'}");
      AnthropicTalk talk = new AnthropicTalk(api);
      Action wait = talk.firstActions().get(0);
      int[] pixels = new int[1024 * 768];
      Arrays.fill(pixels, 5);

      talk.conversation()
          .decide(talk.seen(new Screenshot(1024, 768, pixels), List.of(AnthropicTalk.went(wait))));

      assertThat(talk.told().toString()).contains("The screen is now 1024 by 768.");
    }
  }
}
