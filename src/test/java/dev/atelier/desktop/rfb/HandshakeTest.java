package dev.atelier.desktop.rfb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeTest {
  private static final String SCREEN = "\0\u00C8\0d" + "\0".repeat(16) + "\0\0\0\4name";

  static Stream<Arguments> servers() {
    return Stream.of(
        arguments("RFB 003.008\n" + "\2\2\1" + "\0\0\0\0", "RFB 003.008\n\1\1"),
        arguments("RFB 003.007\n" + "\1\1", "RFB 003.007\n\1\1"),
        arguments("RFB 003.003\n" + "\0\0\0\1", "RFB 003.003\n\1"),
        arguments("RFB 003.005\n" + "\0\0\0\1", "RFB 003.003\n\1"),
        arguments("RFB 003.889\n" + "\1\1" + "\0\0\0\0", "RFB 003.008\n\1\1"),
        arguments("RFB 004.001\n" + "\1\1" + "\0\0\0\0", "RFB 003.008\n\1\1"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void speaksTheServersVersion(String server, String client) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();

    Framebuffer framebuffer =
        Handshake.perform(
            new RfbInput(new ByteArrayInputStream((server + SCREEN).getBytes(ISO_8859_1))),
            new ClientMessages(sent));

    assertThat(framebuffer.width()).isEqualTo(200);
    assertThat(framebuffer.height()).isEqualTo(100);
    assertThat(sent.toString(ISO_8859_1)).isEqualTo(client);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("SSH-2.0-OpenSSH_9.2", "not a VNC server: it greets with “SSH-2.0-Open”"),
        arguments("RFB 002.000\n", "not a VNC server"),
        arguments("RFB 003.008\n\0\0\0\0\4full", "refused the connection: “full”"),
        arguments("RFB 003.003\n\0\0\0\0\0\0\0\4full", "refused the connection: “full”"),
        arguments("RFB 003.003\n\0\0\0\2", "wants authentication of type 2"),
        arguments("RFB 003.008\n\2\2\23", "wants authentication"),
        arguments("RFB 003.008\n\1\1\0\0\0\1\0\0\0\3no\n", "refused the connection: “no·”"),
        arguments(
            "RFB 003.008\n\0\u00FF\u00FF\u00FF\u00FF" + "x".repeat(2000),
            "refused the connection"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhyItDoesNotCome(String server, String reason) {
    assertThat(Replay.of(server.getBytes(ISO_8859_1)).end())
        .isInstanceOf(RfbProtocolException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "63, 64", "65535, 65535", "65535, 64", "4097, 2304"})
  void refusesAnAbsurdScreen(int width, int height) {
    assertThat(Replay.of(width, height).end())
        .isInstanceOf(RfbProtocolException.class)
        .hasMessageContaining(width + "x" + height);
  }

  @Test
  void refusesAnAbsurdName() {
    byte[] greeting = Replay.greeting(64, 64);
    greeting[greeting.length - 4] = 0x7F;

    assertThat(Replay.of(greeting).end())
        .isInstanceOf(RfbProtocolException.class)
        .hasMessageContaining("name");
  }

  @Test
  void aServerThatSaysNothingMoreIsAtItsEnd() {
    assertThat(Replay.of(64, 64).end())
        .isInstanceOf(EOFException.class)
        .hasMessage("the VNC server ended the connection");
  }
}
