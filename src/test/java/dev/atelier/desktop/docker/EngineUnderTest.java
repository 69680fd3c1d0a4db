package dev.atelier.desktop.docker;

import dev.atelier.Requirement;
import java.util.Optional;

/** The engine that the tests of this room need: without it they fail under CI, else are skipped. */
final class EngineUnderTest {
  private EngineUnderTest() {}

  static Engine engine() {
    return new Engine(
        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(Engine.USUAL_ADDRESS));
  }

  static void require(DockerRuntime runtime) {
    Requirement.met(runtime.problem());
  }
}
