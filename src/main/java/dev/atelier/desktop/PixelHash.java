package dev.atelier.desktop;

/**
 * A 128-bit hash of pixels: two independent lanes that take two pixels at a time. Each step is
 * one-to-one in the state and in the pixels, so pictures that differ in one place never collide; a
 * cryptographic hash would cost four times as much.
 */
final class PixelHash {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
  private static final long THIRD = 0x165667B19E3779F9L;

  private PixelHash() {}

  /** The hash in 32 hexadecimal digits. */
  static String of(int width, int height, int[] rgb) {
    long one = mixed(width * SECOND + height);
    long other = mixed(height * THIRD + width);
    int even = rgb.length & ~1;
    for (int n = 0; n < even; n += 2) {
      long pair = (rgb[n] & 0xFFFFFFL) << 24 | (rgb[n + 1] & 0xFFFFFFL);
      one = Long.rotateLeft(one ^ pair * FIRST, 29) * SECOND;
      other = (Long.rotateLeft(other, 31) + pair) * THIRD;
    }
    if (even < rgb.length) {
      one = (one ^ (rgb[even] & 0xFFFFFFL)) * SECOND;
      other = (other + (rgb[even] & 0xFFFFFFL)) * THIRD;
    }
    return String.format("%016x%016x", mixed(one), mixed(other));
  }

  /** Spreads every bit over all, after the finisher of MurmurHash3. */
  private static long mixed(long value) {
    long hash = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }
}
