package dev.atelier.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Reads one line of text with the PP-OCRv4 recogniser, a network that says of each eighth pixel of
 * a 48 pixel high line which character it may belong to. Thread-safe.
 */
final class LineReader implements AutoCloseable {
  static final String MODEL = "models/ch_PP-OCRv4_rec_infer.onnx";
  private static final int HEIGHT = 48;
  private static final int STEP = 8;
  private static final int NARROWEST = 6 * STEP;

  private final OrtSession session;
  private final Alphabet alphabet = Alphabet.load();

  LineReader(int threads) {
    session = Onnx.open(MODEL, threads);
  }

  /** The characters of the line, from left to right, in the picture's coordinates. */
  List<Letter> read(Screenshot picture, Region line) {
    double scale = (double) HEIGHT / line.height();
    int width = Math.max(NARROWEST, (int) Math.ceil(line.width() * scale / STEP) * STEP);
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                Onnx.environment(),
                pixels(picture, line, width, scale),
                new long[] {1, 3, HEIGHT, width});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      int steps = (int) output.getInfo().getShape()[1];
      return alphabet.decode(output.getFloatBuffer(), steps, width / scale / steps, line.x());
    } catch (OrtException failed) {
      throw new IllegalStateException("cannot read a line of text", failed);
    }
  }

  /** The line enlarged or shrunk to the network's height; grey where it is too short. */
  private static FloatBuffer pixels(Screenshot picture, Region line, int width, double scale) {
    FloatBuffer planes = TextDetector.floats(3 * HEIGHT * width);
    int plane = HEIGHT * width;
    int wide = Math.min(width, (int) Math.round(line.width() * scale));
    for (int y = 0; y < HEIGHT; y++) {
      double fromY = Math.max(0, Math.min(line.height() - 1, (y + 0.5) / scale - 0.5));
      for (int x = 0; x < wide; x++) {
        double fromX = Math.max(0, Math.min(line.width() - 1, (x + 0.5) / scale - 0.5));
        int at = y * width + x;
        for (int channel = 0; channel < 3; channel++) {
          float value = between(picture, line, fromX, fromY, 8 * channel);
          planes.put(at + channel * plane, value / 127.5f - 1);
        }
      }
    }
    return planes;
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
    try {
      session.close();
    } catch (OrtException alreadyClosed) {
      throw new IllegalStateException(alreadyClosed);
    }
  }
}
