package dev.atelier.control;

import dev.atelier.FakeEvents;
import dev.atelier.session.SessionsInMemory;

/** Hands whose record is a list of events. */
public final class HandsOnRecord {
  private final FakeEvents<ActionBegins> beginnings = new FakeEvents<>();
  private final FakeEvents<ActionEnded> ends = new FakeEvents<>();
  private final FakeEvents<ActionRefused> refusals = new FakeEvents<>();
  private final Leases leases;
  private final Hands hands;

  public HandsOnRecord() {
    this(LeasesInMemory.fresh());
  }

  public HandsOnRecord(Leases leases) {
    this.leases = leases;
    hands = new Hands(new ActionRecord(beginnings, ends, refusals), leases);
  }

  public Hands hands() {
    return hands;
  }

  /** Actions by hand on the desktops of a room. */
  public ActionsByHand actions(SessionsInMemory room) {
    return new ActionsByHand(room.sessions(), room.uses(), leases, hands);
  }

  public FakeEvents<ActionBegins> beginnings() {
    return beginnings;
  }

  public FakeEvents<ActionEnded> ends() {
    return ends;
  }

  public FakeEvents<ActionRefused> refusals() {
    return refusals;
  }
}
