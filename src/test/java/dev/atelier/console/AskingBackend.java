package dev.atelier.console;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackend;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A plug-in that asks once for approval, and whose calls cost 34 cents of the 70 set aside. */
@ApplicationScoped
public class AskingBackend implements VisionBackend {
  @Override
  public String name() {
    return "asking";
  }

  @Override
  public String model() {
    return "dear";
  }

  @Override
  public Conversation begin(Assignment assignment) {
    return new Asking(assignment.spending());
  }

  /** One exchange. */
  static final class Asking implements Conversation {
    private final Spending spending;

    Asking(Spending spending) {
      this.spending = spending;
    }

    @Override
    public Decision decide(Observation observation) throws InterruptedException {
      spending
          .reserve(new ModelCall(backend(), "dear", Usage.of(700_000, 0)))
          .settle(Usage.of(340_000, 0));
      return observation
          .answer()
          .<Decision>map(
              answer ->
                  answer.approved()
                      ? new Decision.Finish("I paid the invoice. " + answer.words())
                      : new Decision.GiveUp("I did not pay, as you said no."))
          .orElseGet(
              () ->
                  new Decision.AskForApproval(
                      "Pay 120.00 € to Aurora Paper for invoice 2026-118, from the office account?",
                      Optional.of(Action.Click.left(new Point(640, 400)))));
    }

    @Override
    public String backend() {
      return "asking";
    }
  }
}
