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
 * @param script the element {@code atelier-replay} and that of its pictures
 */
record PlayerParts(String script, String style) {
  private static final List<String> SCRIPTS =
      List.of("/assets/replay-words.js", "/assets/replay-picture.js", "/assets/replay.js");
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
    return new PlayerParts(texts(files, SCRIPTS), texts(files, STYLES));
  }

  private static String texts(Files files, List<String> paths) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String path : paths) {
      all.append(text(files, path));
    }
    return all.toString();
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
