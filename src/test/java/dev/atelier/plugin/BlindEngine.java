package dev.atelier.plugin;

import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A plug-in that reads nothing. */
@ApplicationScoped
public class BlindEngine implements OcrEngine {
  @Override
  public String name() {
    return "blind";
  }

  @Override
  public List<Word> read(Screenshot picture) {
    return List.of();
  }
}
