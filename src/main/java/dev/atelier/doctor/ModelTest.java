package dev.atelier.doctor;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one call of a model.
 *
 * @param usd what it cost, as far as that is known
 * @param trouble why it did not answer; empty when it did
 * @param problem the same, as the model's server or the settings have it
 */
public record ModelTest(
    String backend,
    String model,
    Duration took,
    BigDecimal usd,
    Optional<String> trouble,
    String problem) {
  static ModelTest answered(String backend, String model, Duration took, BigDecimal usd) {
    return new ModelTest(backend, model, took, usd, Optional.empty(), "");
  }

  ModelTest failed(ModelTrouble why, String words) {
    return new ModelTest(
        backend, model, took, usd, Optional.of(why.name().toLowerCase(Locale.ROOT)), words);
  }

  public boolean ok() {
    return trouble.isEmpty();
  }

  /** What to do about it; empty when it answered. */
  public Optional<String> mend(Locale locale) {
    return trouble.map(key -> Sentences.of("model." + key + ".mend", locale, List.of()));
  }
}
