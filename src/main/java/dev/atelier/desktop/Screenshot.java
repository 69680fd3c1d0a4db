package dev.atelier.desktop;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** A still picture of a screen. Immutable, so it may be shared between threads. */
public final class Screenshot {
  private final int width;
  private final int height;
  private final int[] rgb;

  /**
   * Takes the pixels over; the caller must not write to them afterwards.
   *
   * @param rgb {@code 0xRRGGBB}, row by row from the top left
   */
  public Screenshot(int width, int height, int[] rgb) {
    if (width < 1 || height < 1 || rgb.length != width * height) {
      throw new IllegalArgumentException(width + "x" + height + " with " + rgb.length + " pixels");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The colour of one pixel as {@code 0xRRGGBB}. */
  public int rgb(int x, int y) {
    return rgb[y * width + x] & 0xFFFFFF;
  }

  public Screenshot crop(Region region) {
    if (region.x() < 0
        || region.y() < 0
        || region.x() + region.width() > width
        || region.y() + region.height() > height) {
      throw new IllegalArgumentException(region + " is not within " + width + "x" + height);
    }
    int[] part = new int[region.width() * region.height()];
    for (int row = 0; row < region.height(); row++) {
      System.arraycopy(
          rgb, (region.y() + row) * width + region.x(), part, row * region.width(), region.width());
    }
    return new Screenshot(region.width(), region.height(), part);
  }

  /** A smaller copy with the same proportions; this one when it is not wider than that. */
  public Screenshot scaledToWidth(int newWidth) {
    if (newWidth >= width) {
      return this;
    }
    int newHeight = Math.max(1, Math.round(height * (newWidth / (float) width)));
    BufferedImage scaled = new BufferedImage(newWidth, newHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image(), 0, 0, newWidth, newHeight, null);
    graphics.dispose();
    return new Screenshot(
        newWidth, newHeight, scaled.getRGB(0, 0, newWidth, newHeight, null, 0, newWidth));
  }

  /** A copy that may be drawn on. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    return image;
  }

  public byte[] png() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024)) {
      ImageIO.write(image(), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * The picture as JPEG.
   *
   * @param quality 1 (smallest) to 100 (best)
   */
  public byte[] jpeg(int quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        var output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality / 100f);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image(), null, null), settings);
      output.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
  }

  /** Whether both show the same, pixel for pixel. */
  public boolean showsTheSameAs(Screenshot other) {
    return width == other.width && height == other.height && Arrays.equals(rgb, other.rgb);
  }

  /** Whether all pixels have one colour, as on a screen on which nothing was drawn yet. */
  public boolean isBlank() {
    return Arrays.stream(rgb).allMatch(pixel -> ((pixel ^ rgb[0]) & 0xFFFFFF) == 0);
  }

  /** A hash of size and pixels, in hexadecimal: equal pictures have equal fingerprints. */
  public String fingerprint() {
    long hash = 0xcbf29ce484222325L;
    long other = width * 31L + height;
    for (int pixel : rgb) {
      hash = (hash ^ (pixel & 0xFFFFFF)) * 0x100000001b3L;
      other = other * 6364136223846793005L + (pixel & 0xFFFFFF);
    }
    return String.format("%016x%016x", hash, other);
  }
}
