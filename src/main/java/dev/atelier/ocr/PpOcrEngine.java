package dev.atelier.ocr;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads screens with the PP-OCRv4 networks: one finds lines of text, the other reads them. Reads
 * only what changed since it last saw a screen like this one. Thread-safe; reads one picture at a
 * time, with all processors.
 */
@ApplicationScoped
public class PpOcrEngine implements OcrEngine {
  static final String NAME = "pp-ocr";

  private final PictureMemory pictures = new PictureMemory();
  private final LineMemory lines = new LineMemory();
  private TextDetector detector;
  private LineReader reader;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized List<Word> read(Screenshot picture) {
    PictureMemory.Known known = pictures.mostLike(picture);
    List<Region> changed = known.partsToRead(picture);
    if (changed.isEmpty()) {
      return known.words();
    }
    load();
    List<TextLine> found = new ArrayList<>(known.linesOutside(changed));
    for (Region part : changed) {
      found.addAll(
          detector.find(picture, part).parallelStream()
              .map(line -> lines.recall(picture, line, () -> reader.read(picture, line)))
              .filter(line -> !line.words().isEmpty())
              .toList());
    }
    return pictures.remember(picture, found, known).words();
  }

  private void load() {
    if (detector == null) {
      detector = new TextDetector();
      reader = new LineReader();
    }
  }

  /** Forgets every picture and line it has read. */
  synchronized void forget() {
    pictures.forget();
    lines.forget();
  }

  /** Gives the networks' memory back; they are loaded again when they are needed. */
  @PreDestroy
  synchronized void unload() {
    if (detector != null) {
      detector.close();
      reader.close();
      detector = null;
      reader = null;
    }
  }
}
