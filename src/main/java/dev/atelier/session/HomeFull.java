package dev.atelier.session;

/** The home of a desktop has become larger than it may. */
public final class HomeFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HomeFull(long usedMb, int mostMb) {
    super(
        "the desktop's home holds "
            + usedMb
            + " MB and may hold "
            + mostMb
            + " MB (disk_mb); delete files on the desktop, or give it more");
  }
}
