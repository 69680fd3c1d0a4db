package dev.atelier.live;

import dev.atelier.session.Session;
import jakarta.websocket.CloseReason;

/** Says why a desktop that is on record shows nothing any more. */
final class Ended {
  private Ended() {}

  static CloseReason reason(Session session) {
    return switch (session.status()) {
      case STOPPED -> CloseCause.DESKTOP_ENDED.because(session.problem().orElse(""));
      case FAILED ->
          CloseCause.DESKTOP_ENDED.because(session.problem().orElse("It did not start."));
      case PAUSED -> CloseCause.DESKTOP_ENDED.because("It was paused. Nothing was lost.");
      case STARTING, READY -> CloseCause.UNREACHABLE.because(session.problem().orElse(""));
    };
  }
}
