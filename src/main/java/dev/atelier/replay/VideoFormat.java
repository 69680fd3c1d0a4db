package dev.atelier.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of videos there are. */
public enum VideoFormat {
  WEBM,
  MP4;

  /** As it ends names of files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return "video/" + word();
  }

  static Optional<VideoFormat> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
