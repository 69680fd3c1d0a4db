package dev.atelier.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Addresses that begin with the same bits, as CIDR writes them: {@code 10.0.0.0/8}. */
public final class AddressRange {
  private final byte[] start;
  private final int bits;

  private AddressRange(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /** One that is written in the code. */
  public static AddressRange of(String text) {
    return read("a range", text);
  }

  /**
   * Reads an address or a range; never asks a name server.
   *
   * @param setting that holds it, for the error
   * @throws IllegalArgumentException when it is neither
   */
  public static AddressRange read(String setting, String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] start = bytes(parts[0]);
    if (start.length == 0) {
      throw new IllegalArgumentException(
          setting + ": “" + text.strip() + "” is not an address or a range");
    }
    int all = start.length * 8;
    int bits = parts.length == 1 ? all : bits(parts[1], all, setting + ": “" + text.strip());
    return new AddressRange(start, bits);
  }

  private static int bits(String text, int most, String range) {
    if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(range + "” has no size from 0 to " + most);
  }

  private static byte[] bytes(String address) {
    boolean literal =
        address.matches("\\d{1,3}(\\.\\d{1,3}){3}")
            || address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    try {
      return literal ? InetAddress.getByName(address).getAddress() : new byte[0];
    } catch (UnknownHostException malformed) {
      return new byte[0];
    }
  }

  /** What one household or machine has of addresses: of IPv6 the first 64 bits are the same. */
  static String neighbourhood(String address) {
    byte[] bytes = bytes(address);
    return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
  }

  boolean holds(String address) {
    return holds(bytes(address));
  }

  public boolean holds(InetAddress address) {
    return holds(address.getAddress());
  }

  private boolean holds(byte[] other) {
    if (other.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((start[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
