package dev.atelier.control;

/** Somebody else drives the desktop at present. */
public final class ControlHeld extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Holder holder;

  public ControlHeld(Holder holder) {
    super(words(holder));
    this.holder = holder;
  }

  private static String words(Holder holder) {
    return holder instanceof Holder.Maintenance maintenance
        ? "this desktop is " + maintenance.doing() + "; try again when that is done"
        : "the assistant is working on this desktop; wait until its task ends, cancel it, or act"
            + " with its lease";
  }

  public Holder holder() {
    return holder;
  }
}
