package dev.atelier.desktop.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What this room hands to engines and interpreters as it is written, in files beside its classes.
 */
final class PackagedText {
  private PackagedText() {}

  static String of(String file) {
    try (InputStream packaged = PackagedText.class.getResourceAsStream(file)) {
      return new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
