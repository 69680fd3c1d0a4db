package dev.atelier.replay;

/** A video could not be made; nothing else was changed. */
public final class VideoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VideoFailed(String why) {
    super("the video could not be made: " + why);
  }

  VideoFailed(String why, Throwable cause) {
    super("the video could not be made: " + why, cause);
  }
}
