package dev.atelier.desktop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a desktop looks.
 *
 * @param theme name of a theme of the desktop image
 * @param accent one colour of one's own in place of the theme's, as {@code #b4532f}
 */
public record Look(String theme, Optional<String> accent) {
  private static final Pattern THEME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  /** The themes that the desktop image brings, the usual one first. */
  public static final List<String> THEMES = List.of("terracotta", "light", "dark", "high-contrast");

  public static final Look STANDARD = new Look("terracotta", Optional.empty());

  /** Whether it is a colour as an accent is written. */
  public static boolean isColour(String text) {
    return COLOUR.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  public Look {
    if (!THEME.matcher(theme).matches()) {
      throw new IllegalArgumentException("not a theme: " + theme);
    }
    accent = accent.map(colour -> colour.toLowerCase(Locale.ROOT));
    if (accent.isPresent() && !isColour(accent.get())) {
      throw new IllegalArgumentException("a colour looks like #b4532f");
    }
  }
}
