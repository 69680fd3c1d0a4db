package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of a connection, up to the server's first word about its screen (sections “Handshaking
 * Messages” and “Initialisation Messages”): version 3.8, 3.7 or 3.3, no authentication, shared.
 */
final class Handshake {
  private static final Pattern VERSION = Pattern.compile("RFB (\\d{3})\\.(\\d{3})\n");
  private static final int NO_AUTHENTICATION = 1;
  private static final int LONGEST_REASON = 1024;
  private static final int LONGEST_NAME = 4096;

  private Handshake() {}

  /** Returns the framebuffer in the size that the server has. */
  static Framebuffer perform(RfbInput input, ClientMessages output) throws IOException {
    int minor = version(input);
    output.raw("RFB 003.00%d\n".formatted(minor).getBytes(StandardCharsets.US_ASCII));
    output.flush();
    agreeOnSecurity(minor, input, output);
    output.raw(new byte[] {1});
    output.flush();
    int width = input.u16();
    int height = input.u16();
    input.skip(16);
    long nameLength = input.u32();
    if (nameLength > LONGEST_NAME) {
      throw new RfbProtocolException(
          "the VNC server claims that its name is " + nameLength + " bytes long");
    }
    input.skip(nameLength);
    return new Framebuffer(width, height);
  }

  private static int version(RfbInput input) throws IOException {
    String text = new String(input.bytes(12), StandardCharsets.ISO_8859_1);
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 3) {
      throw new RfbProtocolException("this is not a VNC server: it greets with " + quoted(text));
    }
    int offered = Integer.parseInt(matcher.group(2));
    return Integer.parseInt(matcher.group(1)) > 3 || offered >= 8 ? 8 : offered == 7 ? 7 : 3;
  }

  private static void agreeOnSecurity(int minor, RfbInput input, ClientMessages output)
      throws IOException {
    if (minor == 3) {
      int type = input.s32();
      if (type != NO_AUTHENTICATION) {
        throw refused(type == 0 ? reason(input) : "it wants authentication of type " + type);
      }
      return;
    }
    int count = input.u8();
    if (count == 0) {
      throw refused(reason(input));
    }
    boolean offered = false;
    for (byte type : input.bytes(count)) {
      offered |= type == NO_AUTHENTICATION;
    }
    if (!offered) {
      throw refused("it wants authentication");
    }
    output.raw(new byte[] {NO_AUTHENTICATION});
    output.flush();
    if (minor == 8 && input.s32() != 0) {
      throw refused(reason(input));
    }
  }

  private static String reason(RfbInput input) throws IOException {
    long length = input.u32();
    return quoted(
        new String(input.bytes((int) Math.min(length, LONGEST_REASON)), StandardCharsets.UTF_8));
  }

  private static RfbProtocolException refused(String reason) {
    return new RfbProtocolException("the VNC server refused the connection: " + reason);
  }

  private static String quoted(String text) {
    return "“" + text.replaceAll("\\p{Cntrl}", "·") + "”";
  }
}
