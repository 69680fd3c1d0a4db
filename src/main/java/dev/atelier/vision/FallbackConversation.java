package dev.atelier.vision;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An exchange that goes on with the next backend when one cannot be asked. The next one is told
 * what was done so far, and keeps the work from there on.
 */
final class FallbackConversation implements Conversation {
  private static final Logger LOG = Logger.getLogger(FallbackConversation.class.getName());

  private final Assignment assignment;
  private final Iterator<VisionBackend> next;
  private final List<String> done = new ArrayList<>();
  private Conversation current;

  /**
   * Begins with the first backend that is configured.
   *
   * @throws VisionUnavailable when none is
   */
  FallbackConversation(Assignment assignment, List<VisionBackend> chain) {
    this.assignment = assignment;
    this.done.addAll(assignment.done());
    this.next = chain.iterator();
    this.current = begin(null);
  }

  @Override
  public Decision decide(Observation observation) throws InterruptedException {
    observation.outcomes().forEach(outcome -> done.add(Deeds.told(outcome)));
    Observation seen = observation;
    while (true) {
      try {
        return current.decide(seen);
      } catch (VisionUnavailable down) {
        current.close();
        LOG.log(Level.WARNING, "{0} is down: {1}", new Object[] {backend(), down.getMessage()});
        current = begin(down);
        seen = asFirst(observation);
      }
    }
  }

  /** Outcomes and answers belong to an exchange that the next backend does not know. */
  private static Observation asFirst(Observation observation) {
    return new Observation(
        observation.step(),
        observation.screen(),
        observation.cursor(),
        List.of(),
        java.util.Optional.empty(),
        observation.notes(),
        observation.eyes());
  }

  private Conversation begin(VisionUnavailable why) {
    VisionUnavailable last = why;
    while (next.hasNext()) {
      VisionBackend backend = next.next();
      try {
        return backend.begin(assignment.after(done));
      } catch (VisionUnavailable notConfigured) {
        last = notConfigured;
      } catch (GoalNotUnderstood notFollowed) {
        if (why == null) {
          throw notFollowed;
        }
      }
    }
    throw last;
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
