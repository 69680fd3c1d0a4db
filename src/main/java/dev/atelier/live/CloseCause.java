package dev.atelier.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.charset.StandardCharsets;

/** Why the server ends a live view. The page says each in words; docs/api.md lists the codes. */
enum CloseCause {
  /** The viewer sent what is no message of the protocol. */
  UNREADABLE(4400),
  /** What the viewer came in with opens this no more. */
  NOT_ALLOWED(4403),
  /** There is no such desktop, or it has just been deleted. */
  NO_SUCH_DESKTOP(4404),
  /** The viewer did not take its pictures, or fell silent. It may come back. */
  TOO_SLOW(4408),
  /** The desktop was stopped or paused. Whoever comes back of their own will starts it again. */
  DESKTOP_ENDED(4410),
  /** The desktop cannot be reached at the moment. Coming back later makes sense. */
  UNREACHABLE(4503),
  SERVER_STOPS(CloseCodes.GOING_AWAY.getCode());

  private static final int LONGEST_REASON = 120;
  private final int code;

  CloseCause(int code) {
    this.code = code;
  }

  /** The reason to close with; what is too long for the protocol is cut. */
  CloseReason because(String words) {
    String shortened = words;
    while (shortened.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      shortened = shortened.substring(0, shortened.offsetByCodePoints(shortened.length(), -1));
    }
    return new CloseReason(closeCode(), shortened);
  }

  private CloseCode closeCode() {
    return CloseCodes.getCloseCode(code);
  }
}
