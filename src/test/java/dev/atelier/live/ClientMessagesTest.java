package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Version 3.8, no security, shared. */
  private static final String HANDSHAKE = "524642203030332e3030380a" + "01" + "01";

  private static final String FORMAT = "00000000" + "20180001" + "00ff00ff00ff100800000000";
  private static final String ENCODINGS = "02000002" + "00000010" + "fffffec4";
  private static final String REQUEST = "0301" + "00000000" + "050002d0";
  private static final String KEY_DOWN = "04010000" + "0000ffe1";
  private static final String KEY_UP = "04000000" + "0000ffe1";
  private static final String PRESS = "0501" + "00100020";
  private static final String MOVE = "0500" + "00100020";
  private static final String EXTENDED_PRESS = "0580" + "00100020" + "01";
  private static final String EXTENDED_RELEASE = "0580" + "00100020" + "00";
  private static final String CUT_TEXT = "06000000" + "00000003" + "616263";
  private static final String CLIPBOARD_CAPS = "06000000" + "fffffff8" + "1f00000100000000";
  private static final String CLIPBOARD_NOTIFY = "06000000" + "fffffffc" + "08000001";
  private static final String CLIPBOARD_PROVIDE = "06000000" + "fffffffa" + "100000010203";
  private static final String CONTINUOUS = "9601" + "00000000" + "050002d0";
  private static final String FENCE = "f8000000" + "80000001" + "02abcd";
  private static final String POWER = "fa000102";
  private static final String RESIZE =
      "fb00" + "050002d0" + "0100" + "00000000000000000000000000000000";
  private static final String PLACED_DOWN = "ff000001" + "00000061" + "0000001e";
  private static final String PLACED_UP = "ff000000" + "00000061" + "0000001e";

  private final ByteArrayOutputStream desktop = new ByteArrayOutputStream();
  private final AtomicBoolean mayDrive = new AtomicBoolean();
  private final ClientMessages messages = new ClientMessages(this::pass, desktop);

  private boolean pass(boolean touches, Wheel.Write write) throws IOException {
    return mayDrive.get() && passAll(touches, write);
  }

  private static boolean passAll(boolean touches, Wheel.Write write) throws IOException {
    write.write();
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORMAT,
        ENCODINGS,
        REQUEST,
        CLIPBOARD_CAPS,
        CONTINUOUS,
        FENCE,
        FENCE + REQUEST + FORMAT
      })
  void whatOnlyLooksIsPassedToAViewerThatMayNotDrive(String message) throws IOException {
    assertThat(sent(HANDSHAKE + message)).isEqualTo(HANDSHAKE + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY_DOWN,
        KEY_UP,
        PRESS,
        MOVE,
        CUT_TEXT,
        CLIPBOARD_NOTIFY,
        CLIPBOARD_PROVIDE,
        PLACED_DOWN
      })
  void inputIsPassedOnlyWhileDriving(String message) throws IOException {
    assertThat(sent(HANDSHAKE + message + REQUEST)).isEqualTo(HANDSHAKE + REQUEST);
    mayDrive.set(true);
    assertThat(sent(message + REQUEST)).isEqualTo(message + REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {POWER, RESIZE})
  void whatIsNoViewersBusinessIsNeverPassed(String message) throws IOException {
    mayDrive.set(true);
    assertThat(sent(HANDSHAKE + message + REQUEST)).isEqualTo(HANDSHAKE + REQUEST);
  }

  @Test
  void howTheBytesAreCutMakesNoDifference() throws IOException {
    String all =
        HANDSHAKE
            + FORMAT
            + ENCODINGS
            + KEY_DOWN
            + EXTENDED_PRESS
            + MOVE
            + CUT_TEXT
            + FENCE
            + CLIPBOARD_PROVIDE
            + RESIZE
            + PLACED_DOWN
            + POWER
            + CONTINUOUS
            + REQUEST
            + PLACED_UP;
    String passed = all.replace(POWER, "").replace(RESIZE, "");
    byte[] bytes = HEX.parseHex(all);
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(sentInPieces(bytes, size, size)).as("pieces of %d", size).isEqualTo(passed);
    }
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int piece = 1 + random.nextInt(40);
      assertThat(sentInPieces(bytes, 1 + random.nextInt(bytes.length), piece)).isEqualTo(passed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    KEY_DOWN + "," + KEY_UP,
    PLACED_DOWN + "," + PLACED_UP,
    PRESS + "," + MOVE,
    EXTENDED_PRESS + "," + EXTENDED_RELEASE
  })
  void whatIsHeldIsLetGoWhenDrivingEnds(String down, String up) throws IOException {
    mayDrive.set(true);
    sent(HANDSHAKE + ENCODINGS + down);
    mayDrive.set(false);
    assertThat(sent(up + MOVE + MOVE)).isEqualTo(up);
    messages.letGo();
    assertThat(sent("")).isEmpty();
  }

  @Test
  void whatWasReleasedIsNotReleasedAgain() throws IOException {
    mayDrive.set(true);
    sent(HANDSHAKE + KEY_DOWN + KEY_UP + PLACED_DOWN + PLACED_UP + PRESS + MOVE);
    messages.letGo();
    assertThat(sent("")).isEmpty();
  }

  @Test
  void theViewIsAlwaysShared() throws IOException {
    assertThat(sent("524642203030332e3030380a0100")).endsWith("0101");
  }

  @Test
  void theEighthButtonIsPartOfAnOrdinaryMessageUnlessMoreWereAnnounced() throws IOException {
    mayDrive.set(true);
    String plain = "0580" + "00100020";
    assertThat(sent(HANDSHAKE + plain + REQUEST)).isEqualTo(HANDSHAKE + plain + REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "01, unknown type 1",
    "07, unknown type 7",
    "fe, unknown type 254",
    "ff010000, QEMU message of kind 1",
    "020004010000, more than 1024 encodings",
    "0600000000100001, bytes of clipboard",
    "06000000ffefffff, bytes of clipboard",
    "0600000080000000, bytes of clipboard",
    "06000000fffffffd, without its flags",
    "f80000000000000041, bytes of a fence",
    "fb00050002d01100, more than 16 screens"
  })
  void whatIsNoMessageIsRefused(String message, String reason) throws IOException {
    sent(HANDSHAKE);
    assertThatThrownBy(() -> sent(message))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"524642203030332e3030330a", "474554202f20485454502f31"})
  void anotherProtocolIsRefused(String hello) {
    assertThatThrownBy(() -> sent(hello)).isInstanceOf(UnreadableMessage.class);
  }

  @Test
  void anotherWayOfSigningInIsRefused() throws IOException {
    sent("524642203030332e3030380a");
    assertThatThrownBy(() -> sent("02")).isInstanceOf(UnreadableMessage.class);
  }

  private String sent(String hex) throws IOException {
    desktop.reset();
    messages.accept(ByteBuffer.wrap(HEX.parseHex(hex)));
    return HEX.formatHex(desktop.toByteArray());
  }

  private static String sentInPieces(byte[] bytes, int first, int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ClientMessages fresh = new ClientMessages(ClientMessagesTest::passAll, out);
    int at = 0;
    while (at < bytes.length) {
      int count = Math.min(at == 0 ? first : size, bytes.length - at);
      fresh.accept(ByteBuffer.wrap(bytes, at, count));
      at += count;
    }
    return HEX.formatHex(out.toByteArray());
  }
}
