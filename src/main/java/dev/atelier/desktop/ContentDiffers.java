package dev.atelier.desktop;

/** What came is not what was announced: its digest is another. */
public final class ContentDiffers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContentDiffers(HomePath path) {
    super(
        "what came of "
            + path
            + " is not what its digest says; nothing was changed, send it again from the beginning");
  }
}
