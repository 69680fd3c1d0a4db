package dev.atelier.replay;

/** There is nothing on this server that makes videos of that kind. */
public final class NoEncoder extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoEncoder(VideoFormat format) {
    super(
        "this server has no program that makes %s videos; install Debian's package %s where it runs,"
                .formatted(
                    format.word(), format == VideoFormat.WEBM ? "vpx-tools or ffmpeg" : "ffmpeg")
            + " or take the page with the same pictures, …/replay.html");
  }
}
