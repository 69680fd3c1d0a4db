package dev.atelier.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of text of a picture with the PP-OCRv4 detector, a network that says of each
 * pixel how likely it belongs to text. Thread-safe.
 */
final class TextDetector implements AutoCloseable {
  private static final String MODEL = "models/ch_PP-OCRv4_det_infer.onnx";
  private static final int STRIDE = 32;

  /** Blue, green, red: the order the network was trained with. */
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final OrtSession session;

  TextDetector(int threads) {
    session = Onnx.open(MODEL, threads);
  }

  /** The lines of text within a part of a picture, in the picture's coordinates. */
  List<Region> find(Screenshot picture, Region part) {
    int width = roundedUp(part.width());
    int height = roundedUp(part.height());
    long[] shape = {1, 3, height, width};
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                Onnx.environment(), pixels(picture, part, width, height), shape);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      FloatBuffer likelihood = ((OnnxTensor) result.get(0)).getFloatBuffer();
      return new TextBlobs(likelihood, width, height).lines(part);
    } catch (OrtException failed) {
      throw new IllegalStateException("cannot look for text", failed);
    }
  }

  private static int roundedUp(int length) {
    return (length + STRIDE - 1) / STRIDE * STRIDE;
  }

  /** Plane after plane; beyond the part its last row and column are repeated. */
  private static FloatBuffer pixels(Screenshot picture, Region part, int width, int height) {
    FloatBuffer planes = floats(3 * width * height);
    int plane = width * height;
    for (int y = 0; y < height; y++) {
      int fromY = part.y() + Math.min(y, part.height() - 1);
      for (int x = 0; x < width; x++) {
        int rgb = picture.rgb(part.x() + Math.min(x, part.width() - 1), fromY);
        int at = y * width + x;
        planes.put(at, normalised(rgb & 0xFF, 0));
        planes.put(at + plane, normalised(rgb >> 8 & 0xFF, 1));
        planes.put(at + 2 * plane, normalised(rgb >> 16 & 0xFF, 2));
      }
    }
    return planes;
  }

  private static float normalised(int value, int channel) {
    return (value / 255f - MEAN[channel]) / DEVIATION[channel];
  }

  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
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
