package dev.atelier.desktop.docker;

import dev.atelier.Requirement;
import java.util.Optional;

/** The engine that the tests of this room need: without it they fail under CI, else are skipped. */
final class EngineUnderTest {
  private EngineUnderTest() {}

  /** The image of the desktops. */
  static String image() {
    return Optional.ofNullable(System.getenv("DESKTOP_IMAGE")).orElse("atelier/desktop:latest");
  }

  static Engine engine() {
    return new Engine(
        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(Engine.USUAL_ADDRESS));
  }

  static void require(DockerRuntime runtime) {
    Requirement.met(runtime.problem());
  }
}
