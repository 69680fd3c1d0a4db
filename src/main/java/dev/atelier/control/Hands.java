package dev.atelier.control;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.InvalidAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one way an action reaches a desktop: it is put on record, carried out, and what came of it is
 * put on record. Only who has control may act, and whoever takes it ends what is under way. Where
 * the record cannot be written, nothing is carried out. Thread-safe.
 */
@ApplicationScoped
public class Hands {
  private final ActionRecord record;
  private final Leases leases;

  /** Carries the action out on its desktop. */
  @FunctionalInterface
  public interface CarryOut {
    ActionResult carryOut() throws InterruptedException;
  }

  @Inject
  Hands(ActionRecord record, Leases leases) {
    this.record = record;
    this.leases = leases;
  }

  /** For CDI's proxy only. */
  protected Hands() {
    this(null, null);
  }

  /**
   * Carries an action out, if who asks for it may act. That it failed is an outcome, not an
   * exception; so it is when somebody took control before or meanwhile.
   *
   * @param permit what it is sent with
   * @param alongside stores what the caller keeps of the outcome, in the transaction that records
   *     it
   */
  public ActionOutcome perform(
      String sessionId,
      Actor actor,
      Permit permit,
      Action action,
      CarryOut carryOut,
      Consumer<ActionOutcome> alongside)
      throws InterruptedException {
    record.begins(new ActionBegins(sessionId, actor, permit.epoch(), action));
    long begin = System.nanoTime();
    ActionOutcome outcome;
    try {
      ActionResult result = leases.act(sessionId, permit, carryOut::carryOut);
      outcome = new ActionOutcome(true, result.message(), since(begin), Optional.of(result));
    } catch (DesktopException | InvalidAction | ControlHeld | LeaseEnded | ControlLost failure) {
      outcome = failed("desktop error: " + words(failure), begin);
    } catch (InterruptedException cancelled) {
      ActionOutcome cut = failed("desktop error: cancelled before it was finished", begin);
      record.ended(new ActionEnded(sessionId, actor, permit.epoch(), action, cut), alongside);
      throw cancelled;
    } catch (RuntimeException | Error unforeseen) {
      ActionOutcome broken = failed("desktop error: something went wrong inside the server", begin);
      record.ended(new ActionEnded(sessionId, actor, permit.epoch(), action, broken), alongside);
      throw unforeseen;
    }
    record.ended(new ActionEnded(sessionId, actor, permit.epoch(), action, outcome), alongside);
    return outcome;
  }

  /** Puts a request that was refused on record. */
  public void refused(String sessionId, Actor actor, String request, String reason) {
    record.refused(new ActionRefused(sessionId, actor, request, reason));
  }

  private static String words(RuntimeException failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("the desktop did not say why");
  }

  private static ActionOutcome failed(String message, long begin) {
    return new ActionOutcome(false, message, since(begin), Optional.empty());
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
