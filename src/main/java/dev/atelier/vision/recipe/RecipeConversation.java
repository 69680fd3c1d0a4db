package dev.atelier.vision.recipe;

import dev.atelier.desktop.Screenshot;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Interruption;
import dev.atelier.vision.TargetFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One goal's steps on their way. Used by one thread. */
final class RecipeConversation implements Conversation {
  private static final String UNCHANGED = "The screen did not change. ";

  private final List<RecipeStep> steps;
  private final OcrEngine ocr;
  private final List<TargetFinder> finders;
  private final List<String> answers = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int at;
  private int turn;
  private Screenshot before;
  private String notes = "";
  private Mark present = new Mark(0, 0, null);
  private boolean askedWhetherDone;
  private String question = "";

  /** Where it was before its last decision, to go back to. */
  private record Mark(int at, int turn, Screenshot before) {}

  RecipeConversation(List<RecipeStep> steps, OcrEngine ocr, List<TargetFinder> finders) {
    this.steps = List.copyOf(steps);
    this.ocr = ocr;
    this.finders = List.copyOf(finders);
  }

  @Override
  public String backend() {
    return RecipeBackend.NAME;
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    Optional<Decision> doubt = afterInterruption(observation);
    if (doubt.isPresent()) {
      return doubt.get();
    }
    Optional<String> failure = failureIn(observation);
    if (failure.isPresent()) {
      return giveUp(failure.get());
    }
    Optional<Decision> denied = hear(observation.answer());
    if (denied.isPresent()) {
      return denied.get();
    }
    if (before != null && before.showsTheSameAs(observation.screen()) && turn == 0) {
      notes = UNCHANGED;
    }
    Screenshot screen = observation.screen();
    while (at < steps.size()) {
      Scene scene =
          new Scene(
              screen, before == null ? screen : before, turn, observation.eyes(), ocr, finders);
      Move move = steps.get(at).next(scene);
      screen = scene.screen();
      if (move instanceof Move.Act act) {
        return act(act, screen);
      }
      if (move instanceof Move.Fail fail) {
        return giveUp(fail.reason());
      }
      if (move instanceof Move.Ask ask) {
        return ask(ask);
      }
      note(move);
      goOn();
    }
    return new Decision.Finish(summary());
  }

  private Decision act(Move.Act act, Screenshot screen) {
    String reason = notes + act.reason();
    notes = "";
    present = new Mark(at, turn, before);
    before = screen;
    if (act.more()) {
      turn++;
    } else {
      goOn();
    }
    return new Decision.Act(act.actions(), reason);
  }

  private Decision ask(Move.Ask ask) {
    question = ask.question();
    return new Decision.AskPerson(question);
  }

  /** The step that asked is done once a person has answered; without their help nothing goes on. */
  private Optional<Decision> hear(Optional<Observation.Answer> answer) {
    if (question.isEmpty() || answer.isEmpty()) {
      return Optional.empty();
    }
    String words = answer.get().words().strip();
    if (!answer.get().approved()) {
      String why = words.isEmpty() ? "" : ". Their words: " + words;
      return Optional.of(giveUp("a person said no to “" + question + "”" + why));
    }
    notes += words.isEmpty() ? "" : "The person answered “" + words + "”. ";
    question = "";
    goOn();
    return Optional.empty();
  }

  private void note(Move move) {
    if (move instanceof Move.Answer answer) {
      answers.add(answer.text());
    } else if (move instanceof Move.Done seen && !seen.note().isEmpty()) {
      String note = seen.note();
      notes += note.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + note.substring(1) + ". ";
    }
  }

  private void goOn() {
    done.add(steps.get(at).past());
    at++;
    turn = 0;
  }

  /** What nobody began is done again; whether the rest of a step was done only a person knows. */
  private Optional<Decision> afterInterruption(Observation observation) {
    if (askedWhetherDone) {
      askedWhetherDone = false;
      boolean isDone = observation.answer().filter(Observation.Answer::approved).isPresent();
      if (!isDone) {
        goBack();
      } else if (at == present.at()) {
        goOn();
      }
      return Optional.empty();
    }
    Interruption interruption =
        observation.outcomes().stream()
            .map(Observation.Outcome::interruption)
            .filter(each -> each != Interruption.NONE)
            .findFirst()
            .orElse(Interruption.NONE);
    if (interruption == Interruption.MIDWAY) {
      askedWhetherDone = true;
      return Optional.of(
          new Decision.AskPerson(
              "You took control in the middle of this step: "
                  + steps.get(present.at()).past()
                  + ". Is it done now? Yes: I go on with the next one. No: I do it again."));
    }
    if (interruption == Interruption.BEFORE) {
      goBack();
    }
    return Optional.empty();
  }

  private void goBack() {
    if (at > present.at()) {
      done.remove(done.size() - 1);
    }
    at = present.at();
    turn = present.turn();
    before = present.before();
  }

  private static Optional<String> failureIn(Observation observation) {
    return observation.outcomes().stream()
        .filter(outcome -> !outcome.ok() && outcome.interruption() == Interruption.NONE)
        .findFirst()
        .map(Observation.Outcome::message);
  }

  private Decision giveUp(String reason) {
    boolean atAStep = at < steps.size() && steps.size() > 1;
    String where = atAStep ? "Step " + (at + 1) + " of " + steps.size() + ": " : "";
    return new Decision.GiveUp(where + reason);
  }

  private String summary() {
    return answers.isEmpty()
        ? "Done: " + String.join(", ", done) + "."
        : String.join("\n", answers);
  }
}
