package dev.atelier.vision.anthropic;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.util.ArrayList;
import java.util.List;

/** What the model sees of the screen, and has seen last. Used by one thread. */
final class Sight {
  private static final Words UNCHANGED =
      new Words("The screen has not changed since the last picture.");

  private final ComputerTool tool;
  private PictureScale scale;
  private Screenshot screen;
  private Picture shown;

  Sight(ComputerTool tool, Size screen) {
    this.tool = tool;
    this.scale = PictureScale.of(tool, screen);
  }

  PictureScale scale() {
    return scale;
  }

  /** The picture that stands for the present screen. */
  Picture shown() {
    return shown;
  }

  /** Shows the whole screen, unless the model has just that picture. */
  List<Block> show(Screenshot now) {
    if (screen != null && screen.showsTheSameAs(now)) {
      return List.of(UNCHANGED);
    }
    List<Block> blocks = new ArrayList<>();
    Size size = new Size(now.width(), now.height());
    if (!size.equals(scale.screen())) {
      scale = PictureScale.of(tool, size);
      blocks.add(new Words("The screen is now " + scale.width() + " by " + scale.height() + "."));
    }
    screen = now;
    shown = Picture.of(PictureScale.fitted(tool, now));
    blocks.add(shown);
    return blocks;
  }

  /** A closer look at a part of the screen. */
  Picture closer(Screenshot part) {
    return Picture.of(PictureScale.fitted(tool, part));
  }
}
