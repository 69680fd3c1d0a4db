package dev.atelier.session;

import dev.atelier.desktop.Look;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants of a desktop's look; what is not named is left as it is.
 *
 * @param accented whether the accent is named; with none it is the theme's own
 */
public record LookWish(Optional<String> theme, boolean accented, Optional<String> accent) {
  public static final LookWish NONE = new LookWish(Optional.empty(), false, Optional.empty());

  public LookWish {
    Objects.requireNonNull(theme, "theme");
    if (!accented && accent.isPresent()) {
      throw new IllegalArgumentException("an accent that is there is named");
    }
  }

  /** All of a look. */
  public static LookWish of(Look look) {
    return new LookWish(Optional.of(look.theme()), true, look.accent());
  }

  /** The look that was, with what is wanted of it. */
  public Look on(Look present) {
    return new Look(theme.orElse(present.theme()), accented ? accent : present.accent());
  }
}
