package dev.atelier;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.PpOcrEngine;
import dev.atelier.ocr.Word;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The words on a picture of a screen, and where they are. */
record SeenWords(List<Word> words) {

  static SeenWords of(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int width = image.getWidth();
      int height = image.getHeight();
      return new SeenWords(
          new PpOcrEngine()
              .read(
                  new Screenshot(
                      width, height, image.getRGB(0, 0, width, height, null, 0, width))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Stream<Word> all(String text) {
    return words.stream().filter(word -> word.text().equals(text));
  }

  Point first(String text) {
    return all(text).findFirst().orElseThrow(() -> missing(text)).place().centre();
  }

  Point last(String text) {
    return all(text)
        .reduce((one, other) -> other)
        .orElseThrow(() -> missing(text))
        .place()
        .centre();
  }

  /** Of several the one whose row is the nearest to that of another word. */
  Point inTheRowOf(String text, String other) {
    int row = first(other).y();
    return all(text)
        .map(word -> word.place().centre())
        .min(Comparator.comparingInt(point -> Math.abs(point.y() - row)))
        .orElseThrow(() -> missing(text));
  }

  private AssertionError missing(String text) {
    return new AssertionError("“" + text + "” is not among " + words);
  }
}
