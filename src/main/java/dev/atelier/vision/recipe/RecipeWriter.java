package dev.atelier.vision.recipe;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.OcrEngines;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.StepWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Writes down what was done as the steps that {@link RecipeBackend} follows, its places by the
 * words that stood there. Thread-safe.
 */
@ApplicationScoped
public class RecipeWriter implements StepWriter {
  private static final Size USUAL = new Size(1280, 800);

  private final OcrEngine ocr;

  @Inject
  RecipeWriter(OcrEngines engines) {
    this(engines.standard());
  }

  RecipeWriter(OcrEngine ocr) {
    this.ocr = ocr;
  }

  /** For CDI's proxy only. */
  protected RecipeWriter() {
    this((OcrEngine) null);
  }

  @Override
  public String write(List<Deed> deeds) {
    Penmanship pen = new Penmanship(deeds, ocr);
    while (pen.hasMore()) {
      pen.writeNext();
    }
    String text = pen.text();
    if (!text.isEmpty()) {
      requireReadable(text, deeds);
    }
    return text;
  }

  /** What was written and cannot be read would only be found out when somebody needs it. */
  private static void requireReadable(String text, List<Deed> deeds) {
    Size screen =
        deeds.stream()
            .flatMap(deed -> deed.seen().stream())
            .findFirst()
            .map(RecipeWriter::size)
            .orElse(USUAL);
    try {
      new RecipeReader(screen).read(text);
    } catch (GoalNotUnderstood unreadable) {
      throw new NotWritable(
          deeds.get(0).number(), "and those after it make steps that cannot be read back");
    }
  }

  private static Size size(Screenshot picture) {
    return new Size(picture.width(), picture.height());
  }
}
