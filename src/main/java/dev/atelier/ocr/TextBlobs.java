package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the detector's likelihoods into upright rectangles round lines of text: connected likely
 * pixels, grown again by as much as the network shrinks text (the “unclip” of the paper “Real-time
 * Scene Text Detection with Differentiable Binarization”).
 */
final class TextBlobs {
  private static final float LIKELY = 0.3f;
  private static final float SURE = 0.5f;
  private static final float GROWTH = 1.6f;
  private static final int SMALLEST = 3;

  private final float[] likelihood;
  private final int width;
  private final int height;
  private final boolean[] seen;
  private final int[] stack;

  TextBlobs(FloatBuffer likelihood, int width, int height) {
    this.likelihood = new float[width * height];
    likelihood.get(this.likelihood);
    this.width = width;
    this.height = height;
    this.seen = new boolean[width * height];
    this.stack = new int[width * height];
  }

  /** The lines of text, in the coordinates of the picture that {@code part} belongs to. */
  List<Region> lines(Region part) {
    List<Region> lines = new ArrayList<>();
    for (int at = 0; at < likelihood.length; at++) {
      if (!seen[at] && likelihood[at] > LIKELY) {
        int[] box = flood(at);
        if (box[2] - box[0] >= SMALLEST && box[3] - box[1] >= SMALLEST && meanWithin(box) >= SURE) {
          lines.add(grown(box, part));
        }
      }
    }
    return lines;
  }

  /** Left, top, right, bottom (exclusive) of the connected likely pixels. */
  private int[] flood(int start) {
    int[] box = {width, height, 0, 0};
    int depth = 0;
    stack[depth++] = start;
    seen[start] = true;
    while (depth > 0) {
      int at = stack[--depth];
      int x = at % width;
      int y = at / width;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x + 1);
      box[3] = Math.max(box[3], y + 1);
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int next = ny * width + nx;
          if (!seen[next] && likelihood[next] > LIKELY) {
            seen[next] = true;
            stack[depth++] = next;
          }
        }
      }
    }
    return box;
  }

  private double meanWithin(int[] box) {
    double sum = 0;
    for (int y = box[1]; y < box[3]; y++) {
      for (int x = box[0]; x < box[2]; x++) {
        sum += likelihood[y * width + x];
      }
    }
    return sum / ((double) (box[2] - box[0]) * (box[3] - box[1]));
  }

  private static Region grown(int[] box, Region part) {
    double wide = box[2] - box[0];
    double high = box[3] - box[1];
    int by = (int) Math.round(wide * high * GROWTH / (2 * (wide + high)));
    int left = Math.max(0, box[0] - by);
    int top = Math.max(0, box[1] - by);
    int right = Math.min(part.width(), box[2] + by);
    int bottom = Math.min(part.height(), box[3] + by);
    return new Region(
        part.x() + left, part.y() + top, Math.max(1, right - left), Math.max(1, bottom - top));
  }
}
