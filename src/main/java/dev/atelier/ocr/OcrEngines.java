package dev.atelier.ocr;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The engines that are there, and the configured one. Thread-safe. */
@ApplicationScoped
public class OcrEngines implements MadeAtStart {
  private final OcrEngine chosen;

  @Inject
  OcrEngines(
      @Any Instance<OcrEngine> engines,
      @ConfigProperty(name = "OCR_ENGINE") Optional<String> chosen) {
    this(engines.stream().toList(), chosen);
  }

  /**
   * Chooses.
   *
   * @throws IllegalArgumentException when none has the configured name
   */
  OcrEngines(List<OcrEngine> engines, Optional<String> name) {
    String wanted =
        name.map(String::strip).filter(text -> !text.isEmpty()).orElse(PpOcrEngine.NAME);
    chosen =
        engines.stream()
            .filter(engine -> engine.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "OCR_ENGINE: there is no engine “%s”; there are %s"
                            .formatted(
                                wanted,
                                String.join(
                                    ", ", engines.stream().map(OcrEngine::name).toList()))));
  }

  /** For CDI's proxy only. */
  protected OcrEngines() {
    chosen = null;
  }

  /** The configured engine. */
  public OcrEngine standard() {
    return chosen;
  }
}
