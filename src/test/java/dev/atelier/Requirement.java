package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** What a test needs of the machine: where it is missing the test is left out, and fails in CI. */
public final class Requirement {
  private Requirement() {}

  /** Goes on only where nothing is missing; the problem says what is. */
  public static void met(Optional<String> problem) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(problem).as("what is missing on this machine").isEmpty();
    }
    assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
  }
}
