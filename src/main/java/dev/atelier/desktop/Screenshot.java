package dev.atelier.desktop;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A still picture of a screen. Immutable, so it may be shared between threads; its PNG and its
 * fingerprint are made once, when they are first asked for.
 */
public final class Screenshot {
  /** How much of every desktop the panel takes at the bottom, in pixels. */
  public static final int PANEL_HEIGHT = 48;

  private final int width;
  private final int height;
  private final int[] rgb;
  private volatile byte[] png;
  private volatile String fingerprint;

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

  /**
   * One that was kept as PNG, or as another format of pictures.
   *
   * @throws UncheckedIOException when it is none
   */
  public static Screenshot read(byte[] picture) {
    try {
      // Not by way of a file; whoever reads it closes it.
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
      if (image == null) {
        throw new IOException("not a picture");
      }
      int width = image.getWidth();
      int height = image.getHeight();
      // Many times as fast as asking for the colour of each pixel.
      BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = copy.createGraphics();
      pen.drawImage(image, 0, 0, null);
      pen.dispose();
      return new Screenshot(
          width, height, ((DataBufferInt) copy.getRaster().getDataBuffer()).getData());
    } catch (IOException garbled) {
      throw new UncheckedIOException(garbled);
    }
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

  /**
   * A smaller copy with the same proportions; this one when it is not wider than that. Every pixel
   * is the mean of those it stands for, so that small text stays legible.
   */
  public Screenshot scaledToWidth(int newWidth) {
    if (newWidth < 1) {
      throw new IllegalArgumentException("a picture is at least 1 pixel wide");
    }
    if (newWidth >= width) {
      return this;
    }
    int newHeight = Math.max(1, Math.round(height * (newWidth / (float) width)));
    int[] scaled = new int[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      int top = y * height / newHeight;
      int bottom = Math.max(top + 1, (y + 1) * height / newHeight);
      for (int x = 0; x < newWidth; x++) {
        int left = x * width / newWidth;
        scaled[y * newWidth + x] = mean(left, top, (x + 1) * width / newWidth, bottom);
      }
    }
    return new Screenshot(newWidth, newHeight, scaled);
  }

  private int mean(int left, int top, int right, int bottom) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int at = y * width + left; at < y * width + right; at++) {
        red += rgb[at] >> 16 & 0xFF;
        green += rgb[at] >> 8 & 0xFF;
        blue += rgb[at] & 0xFF;
      }
    }
    int count = (right - left) * (bottom - top);
    return (red / count) << 16 | (green / count) << 8 | (blue / count);
  }

  /** A copy that may be drawn on. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.getRaster().setDataElements(0, 0, width, height, rgb);
    return image;
  }

  /** The picture as PNG. */
  public byte[] png() {
    byte[] written = png;
    if (written == null) {
      written = PngWriter.write(width, height, rgb);
      png = written;
    }
    return written.clone();
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

  /** How many pixels differ between the two; all of them when their sizes do. */
  public int differsIn(Screenshot other) {
    return differsIn(other, rgb.length);
  }

  /**
   * The same without the panel, whose time and money go on while nothing happens. What fills the
   * whole screen is compared without its lowest lines.
   */
  public int differsAbovePanelIn(Screenshot other) {
    return differsIn(other, width * Math.max(0, height - PANEL_HEIGHT));
  }

  private int differsIn(Screenshot other, int pixels) {
    if (width != other.width || height != other.height) {
      return Math.max(rgb.length, other.rgb.length);
    }
    int differing = 0;
    for (int at = 0; at < pixels; at++) {
      if (((rgb[at] ^ other.rgb[at]) & 0xFFFFFF) != 0) {
        differing++;
      }
    }
    return differing;
  }

  /** Whether all pixels have one colour, as on a screen on which nothing was drawn yet. */
  public boolean isBlank() {
    return Arrays.stream(rgb).allMatch(pixel -> ((pixel ^ rgb[0]) & 0xFFFFFF) == 0);
  }

  /** A hash of size and pixels, in hexadecimal: equal pictures have equal fingerprints. */
  public String fingerprint() {
    String hash = fingerprint;
    if (hash == null) {
      hash = PixelHash.of(width, height, rgb);
      fingerprint = hash;
    }
    return hash;
  }
}
