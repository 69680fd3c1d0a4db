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
    if (holder instanceof Holder.Maintenance maintenance) {
      return "this desktop is " + maintenance.doing() + "; try again when that is done";
    }
    if (holder instanceof Holder.Person person) {
      return person.name()
          + " has control of this desktop; wait until they hand it back, or have an administrator"
          + " release it";
    }
    return "the assistant is working on this desktop; wait until its task ends, cancel it, take"
        + " control, or act with its lease";
  }

  public Holder holder() {
    return holder;
  }
}
