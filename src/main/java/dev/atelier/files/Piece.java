package dev.atelier.files;

import dev.atelier.json.InvalidField;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a file that comes in several, as {@code Content-Range} names it (RFC 9110, section
 * 14.4).
 *
 * @param asks whether nothing is sent, and only asked how far the upload is
 * @param from where it begins
 * @param count how many bytes it has
 * @param total how many the file will have
 */
record Piece(boolean asks, long from, long count, long total) {
  private static final String HEADER = "Content-Range";
  private static final Pattern SENT = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final Pattern ASKED = Pattern.compile("bytes \\*/(\\d{1,18})");

  static Piece read(String header) {
    Matcher asked = ASKED.matcher(header);
    if (asked.matches()) {
      return new Piece(true, 0, 0, Long.parseLong(asked.group(1)));
    }
    Matcher sent = SENT.matcher(header);
    if (!sent.matches()) {
      throw malformed("must be such as bytes 0-1048575/5000000, or bytes */5000000 to ask");
    }
    long from = Long.parseLong(sent.group(1));
    long to = Long.parseLong(sent.group(2));
    long total = Long.parseLong(sent.group(3));
    if (to < from || to >= total) {
      throw malformed("must end after it begins, and before the end of the file");
    }
    return new Piece(false, from, to - from + 1, total);
  }

  private static InvalidField malformed(String why) {
    return new InvalidField(HEADER, why);
  }

  /**
   * Checks that it has as many bytes as were announced.
   *
   * @param length of the body; negative where it is not known before
   */
  void requireLength(long length) {
    if (length >= 0 && length != count) {
      throw malformed("names %d bytes, and %d were sent".formatted(count, length));
    }
  }

  /** The body, which fails where it has more bytes than were announced. */
  InputStream of(InputStream body) {
    return new FilterInputStream(body) {
      private long left = count;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        left -= Math.max(read, 0);
        if (left < 0) {
          throw new IOException("more came than Content-Range says");
        }
        return read;
      }
    };
  }

  /** What {@link #read} takes, in the header's absence. */
  static Optional<Piece> ofHeader(String header) {
    return Optional.ofNullable(header).map(String::strip).map(Piece::read);
  }
}
