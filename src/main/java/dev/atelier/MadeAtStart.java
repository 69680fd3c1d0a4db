package dev.atelier;

/**
 * A bean that reads its settings when it is made, and is made when the server starts, so that a
 * wrong setting stops the server there and not a caller later.
 */
public interface MadeAtStart {

  /** Does nothing: to be called is to be made. */
  default void make() {}
}
