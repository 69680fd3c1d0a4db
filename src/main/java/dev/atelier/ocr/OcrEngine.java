package dev.atelier.ocr;

import dev.atelier.desktop.Screenshot;
import java.util.List;

/** Reads the words of a picture. Thread-safe. Loads what it needs on first use. */
public interface OcrEngine {

  /** The name it is listed by. */
  String name();

  /**
   * The words of the picture in reading order. Reading a picture that is like the last one is
   * quick: only what changed is read again.
   */
  List<Word> read(Screenshot picture);
}
