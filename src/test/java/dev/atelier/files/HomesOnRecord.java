package dev.atelier.files;

import dev.atelier.FakeEvents;
import dev.atelier.session.SessionsInMemory;

/** Homes whose record is a list of events. */
public final class HomesOnRecord {
  private final FakeEvents<FileAsked> asked = new FakeEvents<>();

  public FakeEvents<FileAsked> asked() {
    return asked;
  }

  /** The homes of the desktops of a room. */
  public Homes homes(SessionsInMemory room) {
    return new Homes(room.sessions(), room.uses(), new FileRecord(asked));
  }
}
