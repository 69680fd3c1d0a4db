package dev.atelier.vision;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An exchange that goes on with the next backend when one cannot be asked. The next one is told
 * what was done so far and what a person said, and keeps the work from there on.
 */
final class FallbackConversation implements Conversation {
  private static final Logger LOG = Logger.getLogger(FallbackConversation.class.getName());

  private final Assignment assignment;
  private final Iterator<VisionBackend> next;
  private final List<String> done = new ArrayList<>();
  private final StringBuilder refusals = new StringBuilder();
  private RuntimeException firstRefusal;
  private Conversation current;
  private Optional<Decision> question = Optional.empty();

  /**
   * Begins with the first backend that is configured.
   *
   * @throws VisionUnavailable when none is; with the first one's reason, and those of the others
   * @throws GoalNotUnderstood when the first one cannot follow the goal
   */
  FallbackConversation(Assignment assignment, List<VisionBackend> chain) {
    this.assignment = assignment;
    this.done.addAll(assignment.done());
    this.next = chain.iterator();
    this.current = beginNext();
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    observation.outcomes().forEach(outcome -> done.add(Deeds.told(outcome)));
    question.ifPresent(
        asked -> observation.answer().ifPresent(answer -> done.add(Deeds.told(asked, answer))));
    Observation seen = observation;
    while (true) {
      try {
        Decision decision = current.decide(seen);
        question = Optional.of(decision).filter(FallbackConversation::asks);
        return decision;
      } catch (VisionUnavailable down) {
        goOnWithout(backend(), down);
      } catch (UnknownPrice unaffordable) {
        if (firstRefusal == null) {
          throw unaffordable;
        }
        goOnWithout(backend(), unaffordable);
      }
      seen = asFirst(observation);
    }
  }

  private static boolean asks(Decision decision) {
    return decision instanceof Decision.AskForApproval || decision instanceof Decision.AskPerson;
  }

  private void goOnWithout(String name, RuntimeException why) {
    current.close();
    refuse(name, why);
    current = beginNext();
  }

  private void refuse(String name, RuntimeException why) {
    LOG.log(Level.WARNING, "{0} cannot be asked: {1}", new Object[] {name, why.getMessage()});
    if (firstRefusal == null) {
      firstRefusal = why;
      refusals.append(why.getMessage());
    } else {
      refusals.append("; ").append(name).append(" did not take over: ").append(why.getMessage());
    }
  }

  /** Outcomes and answers belong to an exchange that the next backend does not know. */
  private static Observation asFirst(Observation observation) {
    return new Observation(
        observation.step(),
        observation.screen(),
        observation.cursor(),
        List.of(),
        Optional.empty(),
        observation.notes(),
        observation.eyes());
  }

  private Conversation beginNext() {
    while (next.hasNext()) {
      VisionBackend backend = next.next();
      try {
        return backend.begin(assignment.after(done));
      } catch (VisionUnavailable notConfigured) {
        refuse(backend.name(), notConfigured);
      } catch (GoalNotUnderstood notFollowed) {
        if (firstRefusal == null) {
          throw notFollowed;
        }
        refuse(backend.name(), notFollowed);
      }
    }
    throw new VisionUnavailable(refusals.toString(), firstRefusal);
  }

  @Override
  public String backend() {
    return current.backend();
  }

  @Override
  public void close() {
    current.close();
  }
}
