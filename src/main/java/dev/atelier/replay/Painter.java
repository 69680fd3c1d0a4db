package dev.atelier.replay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Draws the pictures of a video: what was seen, the place of the action, and below it the words.
 */
final class Painter {
  private static final int WIDEST = 1280;
  private static final int USUAL_HEIGHT = 720;
  private static final int CAPTION = 88;
  private static final int MARGIN = 20;
  private static final Color PAPER = new Color(0xFBF7F2);
  private static final Color INK = new Color(0x2B2320);
  private static final Color QUIET = new Color(0x6F625B);
  private static final Color LINE = new Color(0xE7DDD3);
  private static final Color TERRACOTTA = new Color(0xB4532F);
  private static final Color AMBER = new Color(0x8A5A0C);
  private static final Font SENTENCE = new Font(Font.SANS_SERIF, Font.BOLD, 22);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  private final Film film;
  private final int width;
  private final int screenHeight;

  Painter(Film film) {
    this.film = film;
    Optional<Frame> first =
        film.frames().stream().filter(frame -> frame.screenshotUrl() != null).findFirst();
    int wide = first.map(Frame::width).orElse(WIDEST);
    int high = first.map(Frame::height).orElse(USUAL_HEIGHT);
    this.width = even(Math.min(wide, WIDEST));
    this.screenHeight = even(Math.round(high * (width / (float) wide)));
  }

  private static int even(int pixels) {
    return Math.max(2, pixels / 2 * 2);
  }

  int width() {
    return width;
  }

  int height() {
    return screenHeight + CAPTION;
  }

  /**
   * @param number of the frame, from 1
   */
  BufferedImage paint(int number, Optional<BufferedImage> screen) {
    Frame frame = film.frames().get(number - 1);
    BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width(), height());
      screen.ifPresentOrElse(seen -> paint(graphics, frame, seen), () -> blank(graphics, frame));
      caption(graphics, frame, number);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** As large as there is room, in its own proportions. */
  private void paint(Graphics2D graphics, Frame frame, BufferedImage seen) {
    double scale =
        Math.min(width / (double) seen.getWidth(), screenHeight / (double) seen.getHeight());
    int wide = (int) Math.round(seen.getWidth() * scale);
    int high = (int) Math.round(seen.getHeight() * scale);
    int left = (width - wide) / 2;
    int top = (screenHeight - high) / 2;
    graphics.drawImage(seen, left, top, wide, high, null);
    graphics.translate(left, top);
    mark(graphics, frame.mark(), scale);
    graphics.translate(-left, -top);
  }

  private void mark(Graphics2D graphics, Mark mark, double scale) {
    double radius = Math.max(12, width / 64.0);
    if (mark.region() != null) {
      outline(graphics, region(mark.region(), scale));
      return;
    }
    if (mark.at() == null) {
      return;
    }
    double x = mark.at().get(0) * scale;
    double y = mark.at().get(1) * scale;
    if (mark.from() != null) {
      double fromX = mark.from().get(0) * scale;
      double fromY = mark.from().get(1) * scale;
      outline(graphics, new Line2D.Double(fromX, fromY, x, y));
      outline(graphics, circle(fromX, fromY, radius / 2));
    }
    outline(graphics, circle(x, y, radius));
    graphics.setColor(TERRACOTTA);
    graphics.fill(circle(x, y, radius / 5));
  }

  private static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Shape region(List<Integer> corners, double scale) {
    return new Rectangle2D.Double(
        corners.get(0) * scale,
        corners.get(1) * scale,
        (corners.get(2) - corners.get(0)) * scale,
        (corners.get(3) - corners.get(1)) * scale);
  }

  /** Seen on light and on dark. */
  private static void outline(Graphics2D graphics, Shape shape) {
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(7));
    graphics.draw(shape);
    graphics.setColor(TERRACOTTA);
    graphics.setStroke(new BasicStroke(4));
    graphics.draw(shape);
  }

  private void blank(Graphics2D graphics, Frame frame) {
    graphics.setColor(QUIET);
    graphics.setFont(SENTENCE);
    String words = fitted(graphics.getFontMetrics(), whyBlank(frame), width - 2 * MARGIN);
    int x = (width - graphics.getFontMetrics().stringWidth(words)) / 2;
    graphics.drawString(words, x, screenHeight / 2);
  }

  private static String whyBlank(Frame frame) {
    if (frame.kind().equals(Frame.PERSON)) {
      return "No picture is taken while a person drives.";
    }
    return frame.pictureRemovedAfterDays() == null
        ? "There is no picture of this."
        : "The picture was removed after " + frame.pictureRemovedAfterDays() + " days.";
  }

  private void caption(Graphics2D graphics, Frame frame, int number) {
    graphics.setColor(LINE);
    graphics.fillRect(0, screenHeight, width, 1);
    graphics.setFont(SMALL);
    String standing =
        "%d of %d · $%s · %s"
            .formatted(
                number,
                film.frames().size(),
                frame.totalCostUsd().setScale(2, java.math.RoundingMode.HALF_UP).toPlainString(),
                frame.driver().equals(Frame.ASSISTANT) ? "the assistant" : frame.driver());
    FontMetrics small = graphics.getFontMetrics();
    String fits = fitted(small, standing, width / 3);
    int right = width - MARGIN - small.stringWidth(fits);
    graphics.setColor(QUIET);
    graphics.drawString(fits, right, screenHeight + 38);
    graphics.drawString(
        fitted(small, reason(frame), width - 2 * MARGIN), MARGIN, screenHeight + 68);
    graphics.setFont(SENTENCE);
    graphics.setColor(frame.kind().equals(Frame.PERSON) ? AMBER : INK);
    graphics.drawString(
        fitted(graphics.getFontMetrics(), frame.sentence(), right - 2 * MARGIN),
        MARGIN,
        screenHeight + 38);
  }

  private static String reason(Frame frame) {
    boolean failed = frame.result().startsWith("desktop error:");
    return failed ? frame.result() : frame.kind().equals(Frame.PERSON) ? "" : frame.reason();
  }

  /** One line of it, cut where there is no more room. */
  static String fitted(FontMetrics metrics, String text, int room) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (metrics.stringWidth(line) <= room) {
      return line;
    }
    int end = Math.min(line.length(), 400);
    while (end > 0 && metrics.stringWidth(line.substring(0, end) + "…") > room) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + "…";
  }
}
