package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one line of text with the PP-OCRv4 recogniser, a network that says of each eighth pixel of
 * a 48 pixel high line which character it may belong to. Thread-safe.
 */
final class LineReader implements AutoCloseable {
  private static final String MODEL = "models/ch_PP-OCRv4_rec_infer.onnx";
  private static final int HEIGHT = 48;
  private static final int STEP = 8;
  private static final int NARROWEST = 6 * STEP;

  /** Longer lines are read in pieces; a multiple of the step. */
  private static final int WIDEST = 768;

  /** Of a line's height: where it is cut at so wide a gap, a space is lost. */
  private static final double SPACE = 0.16;

  /** How much narrower than its height asks for a line is read, to save time. */
  private static final double SQUEEZE = 0.92;

  private final Alphabet alphabet = Alphabet.load();
  private final Network network =
      new Network(MODEL, 3 * HEIGHT * WIDEST, WIDEST / STEP * alphabet.size());

  /** The words of the line with their places in the picture. */
  List<WordSplitter.Piece> read(Screenshot picture, Region line) {
    Ink ink = new Ink(picture, line);
    List<Letter> letters = new ArrayList<>();
    int most = (int) (WIDEST / across(line)) - 1;
    for (Region piece : ink.pieces(most)) {
      letters.addAll(letters(picture, piece));
      int end = piece.x() + piece.width();
      if (ink.gapAt(end) >= SPACE * line.height()) {
        letters.add(Letter.spaceAt(end));
      }
    }
    return new WordSplitter(ink, line).split(letters);
  }

  private static double across(Region line) {
    return (double) HEIGHT / line.height() * SQUEEZE;
  }

  private List<Letter> letters(Screenshot picture, Region piece) {
    double across = across(piece);
    int wanted = (int) Math.ceil(piece.width() * across / STEP) * STEP;
    int width = Math.min(WIDEST, Math.max(NARROWEST, wanted));
    int steps = width / STEP;
    return network.run(
        new long[] {1, 3, HEIGHT, width},
        new long[] {1, steps, alphabet.size()},
        planes -> fill(planes, picture, piece, width),
        likelihood -> alphabet.decode(likelihood, steps, STEP / across, piece.x()));
  }

  /** The line enlarged or shrunk to the network's height; grey where it is too short. */
  private static void fill(FloatBuffer planes, Screenshot picture, Region line, int width) {
    double across = across(line);
    double down = (double) HEIGHT / line.height();
    int plane = HEIGHT * width;
    for (int y = 0; y < HEIGHT; y++) {
      double fromY = Math.max(0, Math.min(line.height() - 1, (y + 0.5) / down - 0.5));
      for (int x = 0; x < width; x++) {
        double fromX = (x + 0.5) / across - 0.5;
        int at = y * width + x;
        for (int channel = 0; channel < 3; channel++) {
          float value =
              fromX >= line.width()
                  ? 0
                  : between(picture, line, Math.max(0, fromX), fromY, 8 * channel) / 127.5f - 1;
          planes.put(at + channel * plane, value);
        }
      }
    }
  }

  /** Bilinear: the four pixels round a place, each weighed by how near it is. */
  private static float between(Screenshot picture, Region line, double x, double y, int shift) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, line.width() - 1);
    int bottom = Math.min(top + 1, line.height() - 1);
    double dx = x - left;
    double dy = y - top;
    double above =
        value(picture, line, left, top, shift) * (1 - dx)
            + value(picture, line, right, top, shift) * dx;
    double below =
        value(picture, line, left, bottom, shift) * (1 - dx)
            + value(picture, line, right, bottom, shift) * dx;
    return (float) (above * (1 - dy) + below * dy);
  }

  private static int value(Screenshot picture, Region line, int x, int y, int shift) {
    return picture.rgb(line.x() + x, line.y() + y) >> shift & 0xFF;
  }

  @Override
  public void close() {
    network.close();
  }
}
