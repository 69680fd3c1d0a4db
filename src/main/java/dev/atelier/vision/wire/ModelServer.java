package dev.atelier.vision.wire;

import dev.atelier.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A server that models are asked at. Immutable.
 *
 * @param backend the name of the backend that asks
 * @param name what people call the server, for error messages
 * @param url where its API begins, such as {@code http://holo3:8000/v1}
 * @param key proves who asks
 */
public record ModelServer(
    String backend, String name, String url, Secret key, String model, Patience patience) {

  /** What servers that need no key are sent: the libraries want something. */
  public static final Secret NO_KEY = Secret.of("EMPTY");

  /** A client that gives the server time. */
  public PatientHttpClient client() {
    return new PatientHttpClient(name, patience, InstantSource.system());
  }

  /** The value of a setting; one that is blank counts as not set. */
  public static Optional<String> said(Optional<String> setting) {
    return setting.map(String::strip).filter(value -> !value.isEmpty());
  }

  /**
   * How long a call may take, from a setting in seconds.
   *
   * @throws IllegalArgumentException when it is not at least one
   */
  public static Patience patience(String setting, Optional<Integer> seconds, int otherwise) {
    int limit = seconds.orElse(otherwise);
    if (limit < 1) {
      throw new IllegalArgumentException(setting + " is a number of seconds, at least 1");
    }
    return Patience.of(Duration.ofSeconds(limit));
  }
}
