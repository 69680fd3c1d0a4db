package dev.atelier.desktop.rfb;

import java.time.Duration;

/**
 * Asks a server that says nothing for a sign of life, and gives the connection up when none comes:
 * an engine that vanished, or a server that hangs, ends no stream. Whatever arrives is life enough.
 * One that is held still is not judged, and a server without fences is never asked. Keeps no
 * thread; ends with its connection.
 */
final class Heartbeat {
  private final RfbConnection connection;
  private final Duration silence;
  private final Duration answer;

  /**
   * @param silence after which the server is asked
   * @param answer how long it may take to say anything then
   */
  Heartbeat(RfbConnection connection, Duration silence, Duration answer) {
    this.connection = connection;
    this.silence = silence;
    this.answer = answer;
  }

  void begin() {
    listenFor(silence);
  }

  private void listenFor(Duration time) {
    Alarms.after(time, this::listen);
  }

  private void listen() {
    long heard = connection.heardAt();
    Duration left = silence.minusNanos(System.nanoTime() - heard);
    if (connection.ended()) {
      return;
    } else if (left.compareTo(Duration.ZERO) > 0) {
      listenFor(left);
    } else if (connection.knowsFences()) {
      ask(heard);
    } else {
      listenFor(silence);
    }
  }

  private void ask(long heard) {
    long begin = System.nanoTime();
    // Before it is asked, since a server that reads nothing holds up whoever writes.
    Alarms.after(answer, () -> judge(heard, begin));
    connection.askForLife();
  }

  private void judge(long heard, long asked) {
    if (connection.heardAt() != heard) {
      listen();
    } else if (connection.isExcusedSince(asked)) {
      listenFor(silence);
    } else {
      connection.giveUp(answer);
    }
  }
}
