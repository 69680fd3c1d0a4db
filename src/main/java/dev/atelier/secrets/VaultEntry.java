package dev.atelier.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A secret of the vault, without its value.
 *
 * @param site the only one it may be typed into; empty for whatever window there is
 * @param inSight whether it may be typed into a field that shows what is typed
 * @param sessions ids of the only desktops it is for; empty for all
 */
public record VaultEntry(
    String name,
    Optional<AllowedSite> site,
    boolean inSight,
    Optional<Set<String>> sessions,
    String madeBy,
    Instant madeAt,
    Instant changedAt,
    Optional<Instant> usedAt) {
  /** What a name must look like, to follow the field's name in a sentence. */
  static final String NAME_FORM =
      "must be 1 to 60 letters, digits, spaces and . _ - @, beginning with a letter or digit";

  /** As {@code site} of a request, for a secret that is for no site. */
  static final String ANY_WINDOW = "any window";

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._@-]{0,58}[\\p{L}\\p{N}._@-])?");

  public VaultEntry {
    sessions = sessions.map(Set::copyOf);
    if (!isName(name)) {
      throw new IllegalArgumentException("the name " + NAME_FORM);
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Where it may be typed, in words. */
  public String place() {
    return site.map(AllowedSite::toString).orElse(ANY_WINDOW);
  }

  public boolean isFor(String sessionId) {
    return sessions.map(some -> some.contains(sessionId)).orElse(true);
  }

  /** What its value is bound to: a row whose value is put into another row does not open. */
  String bond() {
    return String.join(
        "\n",
        "secret",
        name,
        place(),
        Boolean.toString(inSight),
        sessions.map(some -> String.join(",", new TreeSet<>(some))).orElse("*"));
  }
}
