package dev.atelier.control;

/** Somebody else drives the desktop at present. */
public final class ControlHeld extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Holder holder;

  public ControlHeld(Holder holder) {
    super(
        "the assistant is working on this desktop; wait until its task ends, cancel it, or act with"
            + " its lease");
    this.holder = holder;
  }

  public Holder holder() {
    return holder;
  }
}
