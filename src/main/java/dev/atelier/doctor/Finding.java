package dev.atelier.doctor;

import java.util.List;
import java.util.Locale;

/**
 * What a check has found. Its words are a bundle's, by its key, so that each reader has them in
 * their own language.
 *
 * @param details what the sentence names, such as an engine; nothing that is secret
 */
public record Finding(Severity severity, String key, List<Object> details) {
  public Finding {
    details = List.copyOf(details);
  }

  static Finding ok(String key, Object... details) {
    return new Finding(Severity.OK, key, List.of(details));
  }

  static Finding notice(String key, Object... details) {
    return new Finding(Severity.NOTICE, key, List.of(details));
  }

  static Finding warning(String key, Object... details) {
    return new Finding(Severity.WARNING, key, List.of(details));
  }

  static Finding problem(String key, Object... details) {
    return new Finding(Severity.PROBLEM, key, List.of(details));
  }

  /** What is so, in plain words. */
  public String what(Locale locale) {
    return Sentences.of(key + ".what", locale, details);
  }

  /** Why it matters; of what is well it has no meaning. */
  public String why(Locale locale) {
    return Sentences.of(key + ".why", locale, details);
  }

  /** What to do about it; of what is well it has no meaning. */
  public String mend(Locale locale) {
    return Sentences.of(key + ".mend", locale, details);
  }
}
