package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenshotTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "64, 64", "1280, 720", "1, 500", "701, 3"})
  void pngHoldsEveryPixel(int width, int height) throws IOException {
    Screenshot screen = noise(width, height);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(screen.png()));

    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    assertThat(new Screenshot(width, height, pixels(read)).showsTheSameAs(screen)).isTrue();
  }

  @Test
  void pngHoldsRowsThatRepeat() throws IOException {
    int[] rgb = new int[90];
    for (int n = 0; n < 90; n++) {
      rgb[n] = n < 30 ? n * 7 : n < 60 ? (n - 30) * 7 : 0xFFFFFF;
    }

    assertThat(pixels(ImageIO.read(new ByteArrayInputStream(new Screenshot(10, 9, rgb).png()))))
        .isEqualTo(rgb);
  }

  @Test
  void whoeverWritesToAPngSpoilsNobodysPicture() {
    Screenshot screen = noise(8, 8);
    byte[] first = screen.png();
    first[20] ^= 1;

    assertThat(screen.png()).isNotEqualTo(first);
  }

  @Test
  void jpegLooksAlike() throws IOException {
    int[] rgb = new int[64 * 64];
    java.util.Arrays.fill(rgb, 0xC06030);

    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(new Screenshot(64, 64, rgb).jpeg(90)));

    assertThat(read.getRGB(30, 30) >> 16 & 0xFF).isBetween(0xBA, 0xC6);
    assertThat(read.getRGB(30, 30) & 0xFF).isBetween(0x2A, 0x36);
  }

  @Test
  void scalingTakesTheMean() {
    Screenshot board = new Screenshot(4, 2, new int[] {0, 0xFFFFFF, 9, 9, 0xFFFFFF, 0, 9, 9});

    Screenshot small = board.scaledToWidth(2);

    assertThat(small.width()).isEqualTo(2);
    assertThat(small.height()).isEqualTo(1);
    assertThat(small.rgb(0, 0)).isEqualTo(0x7F7F7F);
    assertThat(small.rgb(1, 0)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"320, 180", "1, 1", "333, 187", "1279, 719"})
  void scalingKeepsTheProportions(int width, int height) {
    Screenshot small = noise(1280, 720).scaledToWidth(width);

    assertThat(small.width()).isEqualTo(width);
    assertThat(small.height()).isEqualTo(height);
  }

  @Test
  void scalingNeverEnlarges() {
    Screenshot screen = noise(10, 10);

    assertThat(screen.scaledToWidth(11)).isSameAs(screen);
    assertThatIllegalArgumentException().isThrownBy(() -> screen.scaledToWidth(0));
  }

  @Test
  void cropsWhatItIsTold() {
    Screenshot screen = noise(10, 10);

    assertThat(screen.crop(new Region(3, 4, 2, 2)).rgb(1, 1)).isEqualTo(screen.rgb(4, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> screen.crop(new Region(9, 0, 2, 1)));
  }

  @Test
  void equalPicturesHaveEqualFingerprints() {
    int[] rgb = {1, 2, 3, 4, 5, 6};

    assertThat(new Screenshot(3, 2, rgb).fingerprint())
        .isEqualTo(new Screenshot(3, 2, rgb.clone()).fingerprint())
        .isNotEqualTo(new Screenshot(2, 3, rgb).fingerprint())
        .matches("[0-9a-f]{32}");
  }

  @Test
  void slightlyDifferentPicturesHaveDifferentFingerprints() {
    Set<String> seen = new HashSet<>();
    int[] rgb = new int[21 * 5];
    seen.add(new Screenshot(21, 5, rgb).fingerprint());
    for (int at = 0; at < rgb.length; at++) {
      for (int bit = 0; bit < 24; bit++) {
        rgb[at] ^= 1 << bit;
        seen.add(new Screenshot(21, 5, rgb.clone()).fingerprint());
        rgb[(at + 1) % rgb.length] ^= 1 << bit;
        seen.add(new Screenshot(21, 5, rgb.clone()).fingerprint());
        rgb[(at + 1) % rgb.length] ^= 1 << bit;
        rgb[at] ^= 1 << bit;
      }
    }

    assertThat(seen).hasSize(1 + rgb.length * 24 * 2);
  }

  @Test
  void halfOfTheFingerprintsBitsFlipWhenOneBitOfThePictureDoes() {
    Screenshot screen = noise(100, 100);
    int flipped = 0;
    for (int n = 0; n < 100; n++) {
      int[] rgb = pixels(screen.image());
      rgb[random.nextInt(rgb.length)] ^= 1 << random.nextInt(24);
      flipped += distance(screen.fingerprint(), new Screenshot(100, 100, rgb).fingerprint());
    }

    assertThat(flipped / 100).isBetween(58, 70);
  }

  private static int distance(String one, String other) {
    return new java.math.BigInteger(one, 16).xor(new java.math.BigInteger(other, 16)).bitCount();
  }

  private Screenshot noise(int width, int height) {
    return new Screenshot(
        width, height, random.ints((long) width * height, 0, 0x1000000).toArray());
  }

  private static int[] pixels(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (int n = 0; n < pixels.length; n++) {
      pixels[n] &= 0xFFFFFF;
    }
    return pixels;
  }
}
