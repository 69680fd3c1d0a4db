package dev.atelier.files;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.json.InvalidField;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a file that comes in several, as {@code Content-Range} names it (RFC 9110, section
 * 14.4). Who sends an {@code Upload-Key} is not mixed up with others that send a file of that name
 * and length.
 *
 * @param asks whether nothing is sent, and only asked how far the upload is
 * @param from where it begins
 * @param count how many bytes it has
 * @param whole the file that it is of
 */
record Piece(boolean asks, long from, long count, DesktopFiles.Whole whole) {
  private static final String HEADER = "Content-Range";
  private static final String KEY_HEADER = "Upload-Key";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{0,64}");
  private static final Pattern SENT = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final Pattern ASKED = Pattern.compile("bytes \\*/(\\d{1,18})");

  /** What a request sends; empty where it sends a file whole. */
  static Optional<Piece> of(HttpServletRequest request) {
    String key = Optional.ofNullable(request.getHeader(KEY_HEADER)).orElse("");
    if (!KEY.matcher(key).matches()) {
      throw new InvalidField(KEY_HEADER, "may have up to 64 letters, digits, points and hyphens");
    }
    return Optional.ofNullable(request.getHeader(HEADER)).map(header -> read(header.strip(), key));
  }

  static Piece read(String header, String key) {
    Matcher asked = ASKED.matcher(header);
    if (asked.matches()) {
      return new Piece(true, 0, 0, new DesktopFiles.Whole(Long.parseLong(asked.group(1)), key));
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
    return new Piece(false, from, to - from + 1, new DesktopFiles.Whole(total, key));
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
}
