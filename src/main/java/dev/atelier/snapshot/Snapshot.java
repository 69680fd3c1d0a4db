package dev.atelier.snapshot;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A desktop as it was at a moment, as it is on record: its system and its home.
 *
 * @param sessionLabel what the desktop was called then
 * @param runtime name of the runtime that keeps its system
 * @param taskId the task that it was taken for, so that the task can be undone
 * @param systemBytes what the system holds beyond what it was made from
 * @param homeBytes how much the home takes here, compressed
 * @param template what it is offered as when a desktop is made, if it is
 * @param takenBy who had it taken; nothing where that is not known
 */
public record Snapshot(
    String id,
    String sessionId,
    String sessionLabel,
    String runtime,
    Kind kind,
    State state,
    String note,
    Optional<String> taskId,
    Look look,
    Size resolution,
    long systemBytes,
    long homeBytes,
    Optional<Template> template,
    String takenBy,
    Instant createdAt) {
  public static final int LONGEST_NOTE = 200;

  public Snapshot {
    Objects.requireNonNull(taskId, "taskId");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(takenBy, "takenBy");
  }

  /** Why it was taken. */
  public enum Kind {
    /** A person or program asked for it. */
    ASKED,
    /** Before a desktop went back to an earlier state. */
    SAFETY,
    /** Before a task, so that the task can be undone. */
    UNDO;

    public boolean isAutomatic() {
      return this != ASKED;
    }
  }

  /** How far it is: what is not ready is cleared away when the server starts. */
  public enum State {
    MAKING,
    READY,
    GOING
  }

  /** What people know a template by. */
  public record Template(String name, String description) {
    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_DESCRIPTION = 500;

    public Template {
      name = name.strip();
      description = description.strip();
      if (name.isEmpty() || isLonger(name, LONGEST_NAME)) {
        throw new IllegalArgumentException("a template's name has 1 to 80 characters");
      }
      if (isLonger(description, LONGEST_DESCRIPTION)) {
        throw new IllegalArgumentException("a template's description has at most 500 characters");
      }
    }

    /** As much of a text as a name can hold; never half a character. */
    public static String nameOf(String text) {
      return upTo(LONGEST_NAME, text);
    }

    private static boolean isLonger(String text, int most) {
      return text.codePointCount(0, text.length()) > most;
    }
  }

  /** As much of a text as a note can hold; never half a character. */
  static String noteOf(String text) {
    return upTo(LONGEST_NOTE, text);
  }

  private static String upTo(int most, String text) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  static Snapshot begun(
      String id,
      Session session,
      Kind kind,
      String note,
      Optional<String> taskId,
      String actor,
      Instant at) {
    return new Snapshot(
        id,
        session.id(),
        session.label(),
        session.runtime(),
        kind,
        State.MAKING,
        note,
        taskId,
        session.look(),
        session.resolution(),
        0,
        0,
        Optional.empty(),
        actor,
        at);
  }

  /** All it takes, as far as this is known. */
  public long bytes() {
    return systemBytes + homeBytes;
  }

  public boolean isReady() {
    return state == State.READY;
  }

  Snapshot made(long system, long home) {
    return with(State.READY, note, system, home, template);
  }

  Snapshot going() {
    return with(State.GOING, note, systemBytes, homeBytes, template);
  }

  Snapshot offeredAs(Optional<Template> offered) {
    return with(state, note, systemBytes, homeBytes, offered);
  }

  Snapshot noted(String words) {
    return with(state, words, systemBytes, homeBytes, template);
  }

  private Snapshot with(
      State present, String words, long system, long home, Optional<Template> offered) {
    return new Snapshot(
        id,
        sessionId,
        sessionLabel,
        runtime,
        kind,
        present,
        words,
        taskId,
        look,
        resolution,
        system,
        home,
        offered,
        takenBy,
        createdAt);
  }
}
