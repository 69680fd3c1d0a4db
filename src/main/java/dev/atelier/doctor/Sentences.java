package dev.atelier.doctor;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The doctor's words, in the languages there are bundles for. */
final class Sentences {
  private static final String BUNDLE = "dev.atelier.doctor.findings";

  private Sentences() {}

  static String of(String key, Locale locale, List<Object> details) {
    Object[] said =
        details.stream()
            .map(
                detail ->
                    detail instanceof Words words ? of(words.key(), locale, List.of()) : detail)
            .toArray();
    return new MessageFormat(bundle(locale).getString(key), locale).format(said);
  }

  static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        Sentences.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
  }
}
