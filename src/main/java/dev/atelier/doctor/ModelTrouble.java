package dev.atelier.doctor;

import dev.atelier.vision.VisionUnavailable;
import java.io.IOException;

/** Why a model does not answer, each with a way out of its own. */
enum ModelTrouble {
  KEY,
  NAME,
  BUSY,
  UNREACHABLE,
  SETUP,
  SLOW,
  PRICE,
  OTHER;

  static ModelTrouble of(VisionUnavailable failure) {
    return switch (failure.status()) {
      case 401, 403 -> KEY;
      case 404 -> NAME;
      case 429 -> BUSY;
      case VisionUnavailable.NO_STATUS -> ofNoAnswer(failure);
      default -> OTHER;
    };
  }

  private static ModelTrouble ofNoAnswer(VisionUnavailable failure) {
    if (failure.getCause() == null) {
      return SETUP;
    }
    for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
      if (at instanceof IOException) {
        return UNREACHABLE;
      }
    }
    return OTHER;
  }
}
