package dev.atelier.desktop.rfb;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param firstPicture from opening a stream to the first whole picture
 * @param reconnection for which a call waits while the connection is being made again
 * @param answer of the server to what it was sent
 * @param silence of the server, after which it is asked whether it still lives
 * @param shortestPause before the first attempt to connect again; doubles with each
 * @param longestPause between two attempts
 */
record Bounds(
    Duration firstPicture,
    Duration reconnection,
    Duration answer,
    Duration silence,
    Duration shortestPause,
    Duration longestPause) {
  static final Bounds USUAL =
      new Bounds(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));
}
