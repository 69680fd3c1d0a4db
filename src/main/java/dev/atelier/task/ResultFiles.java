package dev.atelier.task;

/** Finds out, when a task is about to end, which files it leaves behind. */
@FunctionalInterface
interface ResultFiles {

  /** Looks and keeps what it found; gives up after a few seconds, and never fails. */
  void gather(Task task);
}
