package dev.atelier.vision.recipe;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A screen for tests: lines of text at places, and an engine that knows what is on it without
 * looking. Each letter is eight pixels wide and twelve high.
 */
final class PaintedScreen {
  static final int WIDTH = 800;
  static final int HEIGHT = 600;
  private static final int LETTER = 8;
  private static final int HIGH = 12;
  private static final Map<Screenshot, List<Word>> WORDS = new ConcurrentHashMap<>();

  /** Reads painted screens. */
  static final OcrEngine OCR =
      new OcrEngine() {
        @Override
        public String name() {
          return "painted";
        }

        @Override
        public List<Word> read(Screenshot picture) {
          return WORDS.get(picture);
        }
      };

  private final List<Word> words = new ArrayList<>();
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();
  private int line;

  PaintedScreen() {
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
  }

  static PaintedScreen blank() {
    return new PaintedScreen();
  }

  /** One in whose front Firefox shows a page of that title. */
  static PaintedScreen browser(String title) {
    return new PaintedScreen().text(40, 12, (title + " — Mozilla Firefox").strip());
  }

  /** A line of text, its words a letter's width apart; more spaces make a wider gap. */
  PaintedScreen text(int x, int y, String text) {
    int at = x;
    for (String word : text.split(" ", -1)) {
      if (word.isEmpty()) {
        at += LETTER;
        continue;
      }
      Region place = new Region(at, y, word.length() * LETTER, HIGH);
      words.add(new Word(word, place, line, 0.99));
      pen.setColor(Color.DARK_GRAY);
      pen.fillRect(place.x(), place.y(), place.width() - 1, place.height());
      at += (word.length() + 1) * LETTER;
    }
    line++;
    return this;
  }

  /** A text in the middle of a box of another colour. */
  PaintedScreen button(int x, int y, String text) {
    pen.setColor(Color.LIGHT_GRAY);
    pen.fillRect(x - 12, y - 8, text.length() * LETTER + 23, HIGH + 16);
    return text(x, y, text);
  }

  /** An empty frame. */
  PaintedScreen field(int x, int y, int width) {
    pen.setColor(Color.GRAY);
    pen.drawRect(x, y, width, 30);
    return this;
  }

  PaintedScreen stain(Color colour) {
    pen.setColor(colour);
    pen.fillRect(500, 300, 150, 100);
    return this;
  }

  Screenshot taken() {
    Screenshot picture =
        new Screenshot(WIDTH, HEIGHT, image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH));
    WORDS.put(picture, List.copyOf(words));
    return picture;
  }

  /** The middle of a text of so many letters at that place. */
  static Point middle(int x, int y, String text) {
    return new Region(x, y, text.length() * LETTER, HIGH).centre();
  }
}
