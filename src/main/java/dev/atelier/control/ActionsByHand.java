package dev.atelier.control;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Desktop;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Actions that a caller asks for, one or a batch: checked whole, then carried out in order until
 * one fails. Refusals are on record too. Thread-safe.
 */
@ApplicationScoped
public class ActionsByHand {
  private static final int LONGEST_AUDITED_REQUEST = 2000;
  private static final Pattern LEASE = Pattern.compile("(\"lease_id\"\\s*:\\s*)\"[^\"]*\"?");
  private static final String NOT_WANTED = "whoever asked for it wants it no more";

  private final Sessions sessions;
  private final DesktopUses uses;
  private final Leases leases;
  private final Hands hands;

  /**
   * What came of a request.
   *
   * @param batch whether it was one, be it of a single action
   * @param outcomes of the actions up to the first that failed; never empty
   */
  public record Acted(boolean batch, List<ActionOutcome> outcomes) {

    /** Whether all of them succeeded. */
    public boolean ok() {
      return outcomes.get(outcomes.size() - 1).ok();
    }
  }

  @Inject
  ActionsByHand(Sessions sessions, DesktopUses uses, Leases leases, Hands hands) {
    this.sessions = sessions;
    this.uses = uses;
    this.leases = leases;
    this.hands = hands;
  }

  /** For CDI's proxy only. */
  protected ActionsByHand() {
    this(null, null, null, null);
  }

  /**
   * Carries out what a request asks for, as {@code POST /sessions/{id}/actions} takes it.
   *
   * @param wanted asked before each further action of a batch, which ends where it is not
   */
  public Acted perform(String id, String caller, String body, BooleanSupplier wanted)
      throws InterruptedException {
    Actor actor = Actor.caller(caller);
    try (DesktopUses.Use acting = uses.begin(id)) {
      Desktop desktop = sessions.desktop(id);
      ActionRequest request = read(id, actor, desktop, body);
      return request.batch()
          ? new Acted(true, all(id, actor, desktop, request, wanted))
          : new Acted(
              false, List.of(perform(id, actor, desktop, request, request.actions().get(0))));
    }
  }

  private ActionRequest read(String id, Actor actor, Desktop desktop, String body) {
    try {
      ActionRequest request = ActionRequest.read(body, desktop.size());
      leases.requireMayAct(id, request.permit());
      return request;
    } catch (RuntimeException refusal) {
      hands.refused(id, actor, shortened(body), refusal.getMessage());
      throw refusal;
    }
  }

  /** Control is asked for before each action: in a long batch somebody else may take it. */
  private List<ActionOutcome> all(
      String id, Actor actor, Desktop desktop, ActionRequest request, BooleanSupplier wanted)
      throws InterruptedException {
    List<ActionOutcome> outcomes = new ArrayList<>();
    for (Action action : request.actions()) {
      ActionOutcome outcome =
          outcomes.isEmpty() || wanted.getAsBoolean()
              ? performIfFree(id, actor, desktop, request, action)
              : refused(id, actor, action, NOT_WANTED);
      outcomes.add(outcome);
      if (!outcome.ok()) {
        break;
      }
    }
    return outcomes;
  }

  private ActionOutcome performIfFree(
      String id, Actor actor, Desktop desktop, ActionRequest request, Action action)
      throws InterruptedException {
    try {
      leases.requireMayAct(id, request.permit());
    } catch (ControlHeld | LeaseEnded taken) {
      return refused(id, actor, action, taken.getMessage());
    }
    return perform(id, actor, desktop, request, action);
  }

  private ActionOutcome refused(String id, Actor actor, Action action, String why) {
    hands.refused(id, actor, action.verb(), why);
    return new ActionOutcome(false, why, Duration.ZERO, Optional.empty());
  }

  private ActionOutcome perform(
      String id, Actor actor, Desktop desktop, ActionRequest request, Action action)
      throws InterruptedException {
    return hands.perform(
        id, actor, request.permit(), action, () -> action.performOn(desktop), outcome -> {});
  }

  private static String shortened(String body) {
    // A lease is good for whoever names it, and the record is read by many.
    String text = LEASE.matcher(Optional.ofNullable(body).orElse("")).replaceAll("$1\"…\"");
    return text.substring(0, Math.min(text.length(), LONGEST_AUDITED_REQUEST));
  }
}
