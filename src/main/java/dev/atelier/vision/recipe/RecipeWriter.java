package dev.atelier.vision.recipe;

import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.OcrEngines;
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
    return pen.text();
  }
}
