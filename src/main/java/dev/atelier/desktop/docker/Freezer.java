package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.atelier.desktop.DesktopException;
import java.time.Duration;

/**
 * Holds containers still. Where processes come and go quickly, the engine may find none of its
 * moments to freeze them all, and leaves it to its caller to try again (opencontainers/runc#4388).
 */
final class Freezer {
  private static final String NOT_THIS_TIME = "unable to freeze";
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private Freezer() {}

  /** Returns when nothing moves in it any more; tries for about three seconds. */
  static void freeze(DockerClient docker, String container) {
    long millis = FIRST_PAUSE.toMillis();
    for (int tried = 1; !isFrozen(docker, container, tried == TRIES); tried++) {
      rest(millis);
      millis *= 2;
    }
  }

  private static boolean isFrozen(DockerClient docker, String container, boolean isLastTry) {
    try {
      docker.pauseContainerCmd(container).exec();
      return true;
    } catch (InternalServerErrorException failure) {
      if (isLastTry || !String.valueOf(failure.getMessage()).contains(NOT_THIS_TIME)) {
        throw failure;
      }
      return false;
    }
  }

  private static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }
}
