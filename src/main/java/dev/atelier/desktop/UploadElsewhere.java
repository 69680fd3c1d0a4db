package dev.atelier.desktop;

/** A piece of an upload does not begin where the last one ended. */
public final class UploadElsewhere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long received;

  UploadElsewhere(HomePath path, long received) {
    super("of " + path + " there are " + received + " bytes; go on from there");
    this.received = received;
  }

  /** How many bytes there are. */
  public long received() {
    return received;
  }
}
