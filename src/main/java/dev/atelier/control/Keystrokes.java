package dev.atelier.control;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.KeyChord;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person types into a desktop from elsewhere, such as a chat, as they type it. Only for who
 * has control. How much was typed is on record, never what: it may be a password. Thread-safe.
 */
@ApplicationScoped
public class Keystrokes {
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_KEY = 100;

  private final Sessions sessions;
  private final DesktopUses uses;
  private final Leases leases;
  private final Event<KeysTyped> events;

  @Inject
  Keystrokes(Sessions sessions, DesktopUses uses, Leases leases, Event<KeysTyped> events) {
    this.sessions = sessions;
    this.uses = uses;
    this.leases = leases;
    this.events = events;
  }

  /** For CDI's proxy only. */
  protected Keystrokes() {
    this(null, null, null, null);
  }

  /**
   * Types what a message holds: {@code {text}} or {@code {key}}; returns once the desktop has it.
   *
   * @param known the lease that the sender is known to have; otherwise the message names it as
   *     {@code lease_id}
   * @return how long that took
   * @throws ControlNeeded when no lease is named
   * @throws LeaseEnded when the lease has ended
   * @throws ControlHeld when somebody else drives
   */
  public Duration type(String sessionId, String actor, JsonBody message, Optional<String> known)
      throws InterruptedException {
    Optional<String> leaseId = message.text("lease_id", 1, LONGEST_KEY).or(() -> known);
    Action stroke = stroke(message);
    message.refuseUnread();
    Permit permit = permit(sessionId, leaseId.orElseThrow(ControlNeeded::new));
    leases.requireMayAct(sessionId, permit);
    long begin = System.nanoTime();
    try (DesktopUses.Use typing = uses.begin(sessionId)) {
      Desktop desktop = sessions.desktop(sessionId);
      events.fire(new KeysTyped(sessionId, actor, permit.epoch(), characters(stroke)));
      leases.act(sessionId, permit, () -> stroke.performOn(desktop));
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Permit permit(String sessionId, String leaseId) {
    return leases
        .current(sessionId)
        .filter(lease -> lease.id().equals(leaseId))
        .map(lease -> new Permit(lease.id(), lease.epoch()))
        .orElseGet(() -> new Permit(leaseId, 0));
  }

  private static Action stroke(JsonBody message) {
    Optional<String> text = message.text("text", 1, LONGEST_TEXT);
    Optional<String> key = message.text("key", 1, LONGEST_KEY);
    if (text.isPresent() == key.isPresent()) {
      throw new InvalidField("text", "or key must be there, one of them: what is typed");
    }
    return text.<Action>map(Action.Type::new)
        .orElseGet(() -> new Action.PressKey(KeyChord.parse(key.get()), 1));
  }

  private static int characters(Action stroke) {
    return stroke instanceof Action.Type typed
        ? typed.text().codePointCount(0, typed.text().length())
        : 1;
  }
}
