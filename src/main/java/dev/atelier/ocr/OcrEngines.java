package dev.atelier.ocr;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The engines that are there, and the configured one. Thread-safe. */
@ApplicationScoped
public class OcrEngines {
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

  /** Made when the server starts, so that a wrong setting stops it there. */
  void atStart(@Observes @Initialized(ApplicationScoped.class) Object event) {}

  /** The configured engine. */
  public OcrEngine standard() {
    return chosen;
  }
}
