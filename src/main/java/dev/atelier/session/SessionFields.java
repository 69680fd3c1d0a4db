package dev.atelier.session;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import java.util.Optional;
import java.util.Set;

/** Fields that requests about sessions share. */
final class SessionFields {
  private static final Set<String> THEMES = Set.of(Look.STANDARD.theme());

  private SessionFields() {}

  static Optional<String> theme(JsonBody json) {
    Optional<String> theme = json.text("theme", 1, 40);
    theme
        .filter(name -> !THEMES.contains(name))
        .ifPresent(
            name -> {
              throw new InvalidField("theme", "must be one of " + String.join(", ", THEMES));
            });
    return theme;
  }

  static Optional<Size> resolution(JsonBody json) {
    return json.text("resolution", 1, 20)
        .map(
            text -> {
              try {
                return Size.parse(text);
              } catch (IllegalArgumentException wrong) {
                throw new InvalidField("resolution", "is not possible: " + wrong.getMessage());
              }
            });
  }
}
