package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the lines of text of a picture with the PP-OCRv4 detector, a network that says of each
 * pixel how likely it belongs to text. Looks at one tile after the other, so that its memory does
 * not grow with the screen. Thread-safe.
 */
final class TextDetector implements AutoCloseable {
  private static final String MODEL = "models/ch_PP-OCRv4_det_infer.onnx";
  private static final int STRIDE = 32;

  /** Tiles overlap by so much on each side: half of the highest line that may lie on a seam. */
  private static final int OVERLAP = 22;

  private static final int TALLEST = 224;
  private static final int WIDEST = 1344;

  /** Blue, green, red: the order the network was trained with. */
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final Network network = new Network(MODEL, 3 * TALLEST * WIDEST, TALLEST * WIDEST);

  /** A part of the picture to look at, and the part of it whose lines it answers for. */
  record Tile(Region seen, Region own) {}

  /** The lines of text within a part of a picture, in the picture's coordinates. */
  List<Region> find(Screenshot picture, Region part) {
    List<Region> lines = new ArrayList<>();
    tiles(part).parallelStream()
        .map(tile -> find(picture, tile))
        .forEachOrdered(found -> found.forEach(line -> addUnlessThere(lines, line)));
    return lines;
  }

  static List<Tile> tiles(Region part) {
    List<Tile> tiles = new ArrayList<>();
    int wide = cut(part.width(), WIDEST);
    int high = cut(part.height(), TALLEST);
    for (int y = 0; y < part.height(); y += high) {
      for (int x = 0; x < part.width(); x += wide) {
        int left = Math.max(0, x - OVERLAP);
        int top = Math.max(0, y - OVERLAP);
        int right = Math.min(part.width(), x + wide + OVERLAP);
        int bottom = Math.min(part.height(), y + high + OVERLAP);
        tiles.add(
            new Tile(
                new Region(part.x() + left, part.y() + top, right - left, bottom - top),
                new Region(
                    part.x() + x,
                    part.y() + y,
                    Math.min(wide, part.width() - x),
                    Math.min(high, part.height() - y))));
      }
    }
    return tiles;
  }

  /** The length of equal pieces of which none is longer than {@code most} with its overlap. */
  private static int cut(int length, int most) {
    if (length <= most) {
      return length;
    }
    int pieces = (length + most - 2 * OVERLAP - 1) / (most - 2 * OVERLAP);
    return (length + pieces - 1) / pieces;
  }

  private List<Region> find(Screenshot picture, Tile tile) {
    Region seen = tile.seen();
    int width = roundedUp(seen.width());
    int height = roundedUp(seen.height());
    List<Region> lines =
        network.run(
            new long[] {1, 3, height, width},
            new long[] {1, 1, height, width},
            planes -> fill(planes, picture, seen, width, height),
            likelihood -> new TextBlobs(likelihood, width, height).lines(seen));
    return lines.stream().filter(line -> isNear(tile.own(), line)).toList();
  }

  /** A line on a seam may be found twice, with slightly different bounds. */
  private static boolean isNear(Region own, Region line) {
    return new Region(own.x() - 1, own.y() - 1, own.width() + 2, own.height() + 2)
        .contains(line.centre());
  }

  private static void addUnlessThere(List<Region> lines, Region line) {
    if (lines.stream().noneMatch(other -> other.contains(line.centre()))) {
      lines.add(line);
    }
  }

  private static int roundedUp(int length) {
    return (length + STRIDE - 1) / STRIDE * STRIDE;
  }

  /** Plane after plane; beyond the part its last row and column are repeated. */
  private static void fill(
      FloatBuffer planes, Screenshot picture, Region part, int width, int height) {
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
  }

  private static float normalised(int value, int channel) {
    return (value / 255f - MEAN[channel]) / DEVIATION[channel];
  }

  @Override
  public void close() {
    network.close();
  }
}
