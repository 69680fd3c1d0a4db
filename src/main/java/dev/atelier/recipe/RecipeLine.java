package dev.atelier.recipe;

import dev.atelier.vision.StepReader.Written;
import java.util.List;
import java.util.Optional;

/**
 * A line of written steps, as whoever follows them understands it.
 *
 * @param number as a person counts the lines, from 1
 * @param steps empty where it is not understood
 * @param misunderstood the part of it that is no step
 * @param empty names of its blanks that have no value yet
 */
public record RecipeLine(
    int number, List<Written> steps, Optional<String> misunderstood, List<String> empty) {
  public RecipeLine {
    steps = List.copyOf(steps);
    empty = List.copyOf(empty);
  }
}
