package dev.atelier.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as a {@code Range} header asks for one (RFC 9110, section 14).
 *
 * @param count at least 1
 */
record ByteRange(long from, long count) {
  private static final Pattern ONE =
      Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * Which part a header asks for; empty where all of it is to be given: for no header, several
   * ranges, and what is none, as the standard has it.
   *
   * @throws RangeNotThere when the file has nothing there
   */
  static Optional<ByteRange> asked(String header, long bytes) {
    Matcher words = ONE.matcher(Optional.ofNullable(header).orElse(""));
    if (!words.matches() || (words.group(1).isEmpty() && words.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (words.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(words.group(2)), bytes);
      return Optional.of(within(bytes - last, bytes - 1, bytes));
    }
    long from = Long.parseLong(words.group(1));
    long to = words.group(2).isEmpty() ? bytes - 1 : Long.parseLong(words.group(2));
    return !words.group(2).isEmpty() && to < from
        ? Optional.empty()
        : Optional.of(within(from, Math.min(to, bytes - 1), bytes));
  }

  private static ByteRange within(long from, long to, long bytes) {
    if (from > to) {
      throw new RangeNotThere(bytes);
    }
    return new ByteRange(from, to - from + 1);
  }

  /** As {@code Content-Range} says it. */
  String of(long bytes) {
    return "bytes %d-%d/%d".formatted(from, from + count - 1, bytes);
  }
}
