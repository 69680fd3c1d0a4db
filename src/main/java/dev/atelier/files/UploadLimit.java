package dev.atelier.files;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a file may be that somebody sends. Thread-safe. */
@ApplicationScoped
public class UploadLimit implements MadeAtStart {
  private static final int MOST_MB = 1 << 20;

  private final int megabytes;

  @Inject
  UploadLimit(@ConfigProperty(name = "MAX_UPLOAD_MB", defaultValue = "512") int megabytes) {
    if (megabytes < 1 || megabytes > MOST_MB) {
      throw new IllegalArgumentException(
          "MAX_UPLOAD_MB must be a number from 1 to " + MOST_MB + ", not " + megabytes);
    }
    this.megabytes = megabytes;
  }

  /** For CDI's proxy only. */
  protected UploadLimit() {
    this(1);
  }

  public long bytes() {
    return (long) megabytes << 20;
  }

  /**
   * Checks that a file may be so large.
   *
   * @throws UploadTooLarge when it may not
   */
  void requireRoomFor(long bytes) {
    if (bytes > bytes()) {
      throw new UploadTooLarge(bytes());
    }
  }
}
