package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The engine that the tests of this room need: without it they fail under CI, else are skipped. */
final class EngineUnderTest {
  private EngineUnderTest() {}

  static Engine engine() {
    return new Engine(
        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(Engine.USUAL_ADDRESS));
  }

  static void require(DockerRuntime runtime) {
    Optional<String> problem = runtime.problem();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(problem).isEmpty();
    }
    assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
  }
}
