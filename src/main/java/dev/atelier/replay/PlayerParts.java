package dev.atelier.replay;

import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a page needs to play a film: the same files that the console and the embedded page load.
 *
 * @param script the element {@code atelier-replay}
 */
record PlayerParts(String script, String style) {
  private static final String SCRIPT = "/assets/replay.js";
  private static final List<String> STYLES =
      List.of("/assets/palette.css", "/assets/replay.css", "/live/replay-page.css");

  /** Where the files of the web root come from. */
  @FunctionalInterface
  interface Files {
    /** Null when there is none of that name. */
    InputStream open(String path) throws IOException;
  }

  static PlayerParts in(ServletContext context) {
    try {
      return from(context::getResourceAsStream);
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  static PlayerParts from(Files files) throws IOException {
    StringBuilder style = new StringBuilder();
    for (String path : STYLES) {
      style.append(text(files, path));
    }
    return new PlayerParts(text(files, SCRIPT), style.toString());
  }

  private static String text(Files files, String path) throws IOException {
    try (InputStream file = files.open(path)) {
      if (file == null) {
        throw new FileNotFoundException(path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
