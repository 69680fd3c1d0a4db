package dev.atelier.control;

/** Who drives a desktop. */
public sealed interface Holder {

  /** Who it is, in the contract's words. */
  String kind();

  /** The assistant, at work on a task. */
  record WorkingTask(String taskId) implements Holder {
    @Override
    public String kind() {
      return "task";
    }
  }

  /**
   * A person, at the mouse.
   *
   * @param passing whether they only touched a desktop that nobody drove: they have control while
   *     they go on, and anybody who asks for it has it
   */
  record Person(String name, boolean passing) implements Holder {
    @Override
    public String kind() {
      return "person";
    }
  }

  /**
   * Nobody: the desktop itself is being changed.
   *
   * @param doing what is being done to it, such as {@code being brought back to a snapshot}
   */
  record Maintenance(String doing) implements Holder {
    @Override
    public String kind() {
      return "maintenance";
    }
  }
}
