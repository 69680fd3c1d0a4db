package dev.atelier.console;

import dev.atelier.audit.AuditEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts an entry of the record into a sentence: who did what, and where. */
final class AuditSentences {
  private static final int LONGEST_QUOTE = 90;

  /** Of these the first that a detail has is what the sentence is about. */
  private static final List<String> SUBJECTS =
      List.of(
          "name",
          "goal",
          "path",
          "host",
          "packages",
          "url",
          "text",
          "user",
          "username",
          "label",
          "note",
          "characters",
          "count",
          "usd",
          "purpose",
          "kind");

  private final UnaryOperator<String> desktops;
  private final Locale locale;

  /**
   * @param desktops the name of a desktop by its id; empty for one that there is no more
   */
  AuditSentences(UnaryOperator<String> desktops, Locale locale) {
    this.desktops = desktops;
    this.locale = locale;
  }

  String sentence(AuditEntry entry) {
    String who = who(entry.actor());
    String where = where(entry.chain(), entry.detail());
    if (entry.type().equals("action")) {
      return action(entry, who, where);
    }
    String key = "audit." + entry.type();
    String sentence =
        Texts.has(key, locale)
            ? Texts.text(key, locale, who, where, what(entry.detail()))
            : Texts.text("audit.other", locale, who, where, entry.type());
    return Steps.capitalised(sentence, locale);
  }

  private String action(AuditEntry entry, String who, String where) {
    Map<String, Object> detail = entry.detail();
    Object phase = detail.get("phase");
    if ("refused".equals(phase)) {
      Object reason = detail.getOrDefault("reason", "");
      return sentence("audit.action.refused", who, where, cut(reason.toString()));
    }
    String deed = deed(detail);
    if ("begins".equals(phase)) {
      return sentence("audit.action.begins", who, where, deed);
    }
    boolean ok = !Boolean.FALSE.equals(detail.get("ok"));
    return sentence(ok ? "audit.action.ended" : "audit.action.failed", who, where, deed);
  }

  @SuppressWarnings("unchecked")
  private String deed(Map<String, Object> detail) {
    Object parameters = detail.getOrDefault("parameters", Map.of());
    return Steps.deed(String.valueOf(detail.get("verb")), (Map<String, Object>) parameters, locale);
  }

  private String sentence(String key, String who, String where, String what) {
    return Steps.capitalised(Texts.text(key, locale, who, where, what), locale);
  }

  /** A person by name; what is no person by what it is. */
  String who(String actor) {
    String key = "audit.actor." + actor;
    return Texts.has(key, locale) ? Texts.text(key, locale) : actor;
  }

  String where(String chain) {
    if (chain.equals(AuditEntry.SERVER)) {
      return Texts.text("audit.desktop.server", locale);
    }
    String name = desktops.apply(chain);
    return name.isEmpty()
        ? Texts.text("audit.desktop.gone", locale)
        : Texts.text("audit.desktop", locale, name);
  }

  /** What was said of a desktop that is gone may hold the name it had. */
  private String where(String chain, Map<String, Object> detail) {
    Object label = detail.get("label");
    return label == null || chain.equals(AuditEntry.SERVER) || !desktops.apply(chain).isEmpty()
        ? where(chain)
        : Texts.text("audit.desktop", locale, label);
  }

  private static String what(Map<String, Object> detail) {
    return SUBJECTS.stream()
        .map(detail::get)
        .filter(value -> value != null && !value.toString().isBlank())
        .findFirst()
        .map(AuditSentences::text)
        .orElse("");
  }

  private static String text(Object value) {
    return value instanceof List<?> several
        ? cut(String.join(", ", several.stream().map(Object::toString).toList()))
        : cut(value.toString());
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ').strip();
    return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}
