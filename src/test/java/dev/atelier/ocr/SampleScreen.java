package dev.atelier.ocr;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A screen of a real desktop and the words that are on it; src/test/ocr-samples/README.md says how
 * they were made.
 *
 * <p>A word counts as read when a word was read whose text is the same and whose centre lies within
 * it, and the other way round, and the two share at least half of the wider one's width. Texts are
 * the same when they have the same letters and digits in the same case; typographic quotes and
 * dashes count as their plain forms, and punctuation at a word's ends is not compared.
 */
record SampleScreen(String name, Screenshot picture, List<Truth> words) {
  static final List<String> NAMES =
      List.of("form", "table", "article", "dark", "small", "terminal", "files", "menu");

  /** A word and where it is. */
  record Truth(String text, int x, int y, int width, int height) {
    Region place() {
      return new Region(x, y, width, height);
    }
  }

  static SampleScreen named(String name) {
    Screenshot picture = picture(name);
    try (InputStream json = SampleScreen.class.getResourceAsStream(name + ".json")) {
      List<Truth> words = List.of(new ObjectMapper().readValue(json, Truth[].class));
      return new SampleScreen(
          name, picture, words.stream().filter(word -> !essence(word.text()).isEmpty()).toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Screenshot picture(String name) {
    try (InputStream png = SampleScreen.class.getResourceAsStream(name + ".png")) {
      BufferedImage image = ImageIO.read(png);
      int width = image.getWidth();
      int height = image.getHeight();
      return new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The words that were not read as they should be. */
  List<Truth> missedIn(List<Word> read) {
    return words.stream()
        .filter(truth -> read.stream().noneMatch(word -> isSame(truth, word)))
        .toList();
  }

  private static boolean isSame(Truth truth, Word word) {
    return essence(truth.text()).equals(essence(word.text()))
        && around(truth.place()).contains(word.place().centre())
        && around(word.place()).contains(truth.place().centre())
        && shared(truth.place(), word.place()) >= 0.5;
  }

  private static Region around(Region place) {
    return new Region(place.x() - 2, place.y() - 2, place.width() + 4, place.height() + 4);
  }

  private static double shared(Region one, Region other) {
    int left = Math.max(one.x(), other.x());
    int right = Math.min(one.x() + one.width(), other.x() + other.width());
    return (right - left) / (double) Math.max(one.width(), other.width());
  }

  static String essence(String text) {
    return text.replaceAll("[“”„«»]", "\"")
        .replaceAll("[‘’]", "'")
        .replaceAll("[–—−]", "-")
        .replaceAll("^[\\p{P}\\p{S}&&[^+@/#~]]+|[\\p{P}\\p{S}&&[^+@/%]]+$", "");
  }
}
