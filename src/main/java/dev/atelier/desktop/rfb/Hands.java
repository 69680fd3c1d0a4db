package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Keysyms;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Mouse and keyboard. Thread-safe: one call is carried out after the other, in the order in which
 * they came, and each returns when the server has worked it off. Who waits for a turn may be
 * interrupted.
 */
final class Hands {
  private static final int CHARACTERS_AT_ONCE = 32;
  private static final int LAST_OF_LAYOUT = 0x7E;

  /** A third of the spare keys, so that a program may be a piece behind and nothing is lost. */
  private static final int SPARE_KEYS_AT_ONCE = 6;

  private static final Duration LONGEST_ECHO = Duration.ofMillis(800);
  private static final Duration ECHO_COMPLETE = Duration.ofMillis(40);
  private static final Duration LONGEST_POLITENESS = Duration.ofSeconds(2);
  private static final Duration BEFORE_REPEATING = Duration.ofMillis(500);
  private static final Duration BETWEEN_REPEATS = Duration.ofMillis(33);

  private final StandingConnection line;
  private final LiveScreen screen;
  private final Duration answer;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Set<Integer> spareKeysUsed = new HashSet<>();
  private volatile Optional<RfbConnection> pressedOn = Optional.empty();

  /** Changed while the message that tells of it is written: so the server knows the same. */
  private volatile int buttons;

  private boolean keyboardKnown;

  /**
   * @param answer how long the server may take to work off a message
   */
  Hands(StandingConnection line, LiveScreen screen, Duration answer) {
    this.line = line;
    this.screen = screen;
    this.answer = answer;
  }

  void moveMouse(Point to) {
    if (!screen.size().contains(to)) {
      throw new InvalidAction("coordinate", to + " is outside the screen of " + screen.size());
    }
    awaitTurn();
    try {
      RfbConnection connection = connection();
      send(connection, out -> out.pointer(buttons, to));
      screen.pointerAt(to);
    } finally {
      turn.unlock();
    }
  }

  void press(MouseButton button) {
    awaitTurn();
    try {
      send(
          connection(),
          out -> {
            buttons |= ButtonMask.of(button);
            out.pointer(buttons, screen.pointer());
          });
    } finally {
      turn.unlock();
    }
  }

  /**
   * Releases the buttons that were pressed to stay so; does not wait long for the turn, as whoever
   * takes control waits for this.
   */
  void letGo() {
    if (buttons != 0) {
      releaseIn(
          isTurnWithin(LONGEST_POLITENESS),
          out -> {
            buttons = 0;
            out.pointer(buttons, screen.pointer());
          });
    }
  }

  void release(MouseButton button) {
    release(
        out -> {
          buttons &= ~ButtonMask.of(button);
          out.pointer(buttons, screen.pointer());
        });
  }

  /**
   * Presses and releases a button or turns the wheel, all in one message, so that a slow network
   * does not tear a double click apart.
   */
  void click(int button, int times) {
    awaitTurn();
    try {
      RfbConnection connection = connection();
      Point at = screen.pointer();
      send(
          connection,
          out -> {
            buttons &= ~button;
            for (int n = 0; n < times; n++) {
              out.pointer(buttons | button, at);
              out.pointer(buttons, at);
            }
          });
    } finally {
      turn.unlock();
    }
  }

  void press(KeyChord chord) {
    awaitTurn();
    try {
      send(
          connection(),
          out -> {
            for (int keysym : chord.keysyms()) {
              out.key(keysym, true);
            }
          });
    } finally {
      turn.unlock();
    }
  }

  void release(KeyChord chord) {
    List<Integer> keysyms = chord.keysyms();
    release(
        out -> {
          for (int n = keysyms.size() - 1; n >= 0; n--) {
            out.key(keysyms.get(n), false);
          }
        });
  }

  /**
   * Does work while nobody begins to do anything; what takes longer than any answer, such as a long
   * text, is not waited for. Whoever gives up waiting for the end of it has done nothing.
   */
  <T> T atRest(Supplier<T> work) {
    boolean atRest = isTurnWithin(answer);
    try {
      return work.get();
    } finally {
      if (atRest) {
        turn.unlock();
      }
    }
  }

  private boolean isTurnWithin(Duration time) {
    try {
      return turn.tryLock(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for the turn; an interrupt ends the waiting, and stays set. */
  private void awaitTurn() {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new DesktopException("cancelled before its turn came; nothing was done", cancelled);
    }
  }

  /** Releases in turn; where the wait for it is cancelled, at once: nothing may stay pressed. */
  private void release(RfbConnection.Messages ups) {
    boolean inTurn;
    try {
      turn.lockInterruptibly();
      inTurn = true;
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      inTurn = turn.tryLock();
    }
    releaseIn(inTurn, ups);
  }

  /** Releases; gives the turn back, if it was had. */
  private void releaseIn(boolean inTurn, RfbConnection.Messages ups) {
    try {
      send(
          inTurn ? sameConnection() : pressedOn.filter(line::stands).orElseThrow(Hands::lost), ups);
    } finally {
      if (inTurn) {
        turn.unlock();
      }
    }
  }

  /**
   * Types in pieces: between two of them an interrupt is heard, and the desktop may catch up.
   *
   * <p>For a character that the keyboard layout does not have, Xvnc gives one of a few spare keys
   * that meaning (19 of them with the usual layout, the longest unused first). A program that has
   * not read the key yet would then see another character. So after a few such characters we wait
   * for the program's echo on the screen before more of them are typed.
   */
  void type(String text) throws InterruptedException {
    int[] characters = text.replace("\r\n", "\n").codePoints().toArray();
    turn.lockInterruptibly();
    try {
      for (int from = 0; from < characters.length; ) {
        int to = endOfPiece(characters, from);
        long before = System.nanoTime();
        type(characters, from, to);
        if (spareKeysUsed.size() >= SPARE_KEYS_AT_ONCE) {
          screen.awaitEcho(before, LONGEST_ECHO, ECHO_COMPLETE);
          spareKeysUsed.clear();
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        from = to;
      }
    } finally {
      turn.unlock();
    }
  }

  private int endOfPiece(int[] characters, int from) {
    int to = from;
    while (to < characters.length
        && to - from < CHARACTERS_AT_ONCE
        && spareKeysUsed.size() < SPARE_KEYS_AT_ONCE) {
      if (characters[to] > LAST_OF_LAYOUT) {
        spareKeysUsed.add(characters[to]);
      }
      to++;
    }
    return to;
  }

  private void type(int[] characters, int from, int to) {
    RfbConnection connection = connection();
    send(
        connection,
        out -> {
          introduceKeyboard(out);
          for (int n = from; n < to; n++) {
            int keysym = Keysyms.of(characters[n]);
            out.key(keysym, true);
            out.key(keysym, false);
          }
        });
  }

  /**
   * Touches Shift before the first text. A fresh X server tells programs of a keyboard with its
   * first key; were that a spare one, they would not know its meaning yet and lose it.
   */
  private void introduceKeyboard(ClientMessages output) throws IOException {
    if (!keyboardKnown) {
      output.key(Keysyms.SHIFT, true);
      output.key(Keysyms.SHIFT, false);
      keyboardKnown = true;
    }
  }

  /** Sends the last key's press again and again, since an X server does not repeat for a client. */
  void hold(KeyChord chord, Duration time) throws InterruptedException {
    int last = chord.keysyms().get(chord.keysyms().size() - 1);
    turn.lockInterruptibly();
    try {
      press(chord);
      try {
        RfbConnection connection = sameConnection();
        long end = System.nanoTime() + time.toNanos();
        Duration pause = BEFORE_REPEATING;
        while (System.nanoTime() + pause.toNanos() < end && !connection.awaitEnd(pause)) {
          send(connection, out -> out.key(last, true));
          pause = BETWEEN_REPEATS;
        }
        connection.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
      } finally {
        release(chord);
      }
    } finally {
      turn.unlock();
    }
  }

  private void send(RfbConnection connection, RfbConnection.Messages messages) {
    try {
      connection.send(answer, messages);
    } finally {
      screen.inputSent();
    }
  }

  /** The present connection. Nothing is down on a new one: servers release what a client held. */
  private RfbConnection connection() {
    RfbConnection present = line.standing();
    if (pressedOn.filter(present::equals).isEmpty()) {
      pressedOn = Optional.of(present);
      buttons = 0;
      keyboardKnown = false;
    }
    return present;
  }

  /** The connection on which something may be down; does not wait for another. */
  private RfbConnection sameConnection() {
    if (pressedOn.isPresent() && !line.stands(pressedOn.get())) {
      pressedOn = Optional.empty();
      buttons = 0;
      throw lost();
    }
    return connection();
  }

  private static DesktopException lost() {
    return new DesktopException("the connection to the desktop was lost; nothing is pressed now");
  }
}
