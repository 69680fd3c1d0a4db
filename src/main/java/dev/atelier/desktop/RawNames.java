package dev.atelier.desktop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A tar archive as it can be read with every byte of a name as one character (ISO-8859-1): on Linux
 * a name is bytes, and many are not UTF-8. What reads PAX headers takes their names for UTF-8 and
 * would make one of two such names; so each of their bytes becomes the UTF-8 of its character here.
 *
 * <p>Source: POSIX, “pax Interchange Format”: a header of kind x holds records {@code LENGTH
 * KEY=VALUE\n} for the entry after it, and a size there stands in for that of the entry. What is
 * not such a header passes as it is.
 */
final class RawNames extends InputStream {
  private static final int BLOCK = 512;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int KIND = 156;

  /** A name has 4096 bytes at most, on Linux. */
  private static final int MOST_RECORDS = 1 << 20;

  private final InputStream tar;
  private byte[] ready = new byte[0];
  private int at;
  private long passing;
  private long sizeOfNext = -1;

  RawNames(InputStream tar) {
    this.tar = tar;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == ready.length && passing > 0) {
      int count = tar.read(target, offset, (int) Math.min(length, passing));
      passing -= Math.max(count, 0);
      return count;
    }
    if (at == ready.length && !next()) {
      return -1;
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean next() throws IOException {
    ready = tar.readNBytes(BLOCK);
    at = 0;
    if (ready.length == BLOCK) {
      long size = Math.max(0, number(ready));
      if (ready[KIND] == 'x') {
        ready = recoded(ready, size);
      } else if (ready[KIND] == 'g' || ready[KIND] == 'L' || ready[KIND] == 'K') {
        passing = padded(size);
      } else {
        passing = padded(sizeOfNext < 0 ? size : sizeOfNext);
        sizeOfNext = -1;
      }
    }
    return ready.length > 0;
  }

  private byte[] recoded(byte[] header, long size) throws IOException {
    if (size > MOST_RECORDS) {
      throw new IOException("a header of the archive is too long");
    }
    byte[] records = tar.readNBytes((int) padded(size));
    if (records.length < size) {
      throw new IOException("the archive was cut off");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int from = 0;
    while (from < size) {
      int end = endOf(records, from, (int) size);
      int space = indexOf(records, (byte) ' ', from, end);
      String text =
          new String(records, space + 1, end - space - 2, StandardCharsets.ISO_8859_1) + "\n";
      if (text.startsWith("size=")) {
        sizeOfNext = parse(text.substring("size=".length()).strip(), 10);
      }
      body.write(record(text.getBytes(StandardCharsets.UTF_8)));
      from = end;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(resized(header, body.size()));
    body.writeTo(all);
    all.write(new byte[(int) (padded(body.size()) - body.size())]);
    return all.toByteArray();
  }

  private static int endOf(byte[] records, int from, int size) throws IOException {
    int space = indexOf(records, (byte) ' ', from, size);
    String told = new String(records, from, space - from, StandardCharsets.ISO_8859_1);
    long length = parse(told, 10);
    if (length <= told.length() + 1 || length > size - from) {
      throw new IOException("a header of the archive is broken");
    }
    return from + (int) length;
  }

  private static int indexOf(byte[] bytes, byte wanted, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new IOException("a header of the archive is broken");
  }

  /** The length counts its own digits too. */
  private static byte[] record(byte[] text) throws IOException {
    int length = text.length + 2;
    while (Integer.toString(length).length() + 1 + text.length != length) {
      length = Integer.toString(length).length() + 1 + text.length;
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write((length + " ").getBytes(StandardCharsets.US_ASCII));
    record.write(text);
    return record.toByteArray();
  }

  private static byte[] resized(byte[] header, int size) {
    byte[] resized = header.clone();
    put(resized, SIZE, String.format("%011o\0", size));
    put(resized, CHECKSUM, " ".repeat(CHECKSUM_LENGTH));
    int sum = 0;
    for (byte each : resized) {
      sum += each & 0xFF;
    }
    put(resized, CHECKSUM, String.format("%06o\0 ", sum));
    return resized;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Octal, or for large ones base 256 after a first bit. */
  private static long number(byte[] header) throws IOException {
    if ((header[SIZE] & 0x80) != 0) {
      long number = 0;
      for (int i = SIZE + SIZE_LENGTH - Long.BYTES; i < SIZE + SIZE_LENGTH; i++) {
        number = number << 8 | header[i] & 0xFF;
      }
      return number;
    }
    String octal =
        new String(header, SIZE, SIZE_LENGTH, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    return octal.isBlank() ? 0 : parse(octal.strip(), 8);
  }

  private static long parse(String digits, int radix) throws IOException {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException broken) {
      throw new IOException("a header of the archive is broken", broken);
    }
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
