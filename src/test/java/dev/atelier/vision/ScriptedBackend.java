package dev.atelier.vision;

import dev.atelier.desktop.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend that decides what a test wrote down beforehand, one line a look, and finishes when
 * nothing is left. Thread-safe.
 */
public final class ScriptedBackend implements VisionBackend {
  private final String name;
  private final Set<String> aliases;
  private final Queue<Line> script = new ArrayDeque<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private String refused = "";
  private int pendingTokens;
  private volatile Spending spending;

  public ScriptedBackend() {
    this("scripted");
  }

  public ScriptedBackend(String name, String... aliases) {
    this.name = name;
    this.aliases = Set.of(aliases);
  }

  @Override
  public Set<String> aliases() {
    return aliases;
  }

  /** One line of the script. */
  @FunctionalInterface
  public interface Line {
    Decision decide(Observation observation) throws InterruptedException;
  }

  public synchronized ScriptedBackend then(Line line) {
    script.add(pendingTokens == 0 ? line : paid(line, pendingTokens));
    pendingTokens = 0;
    return this;
  }

  private Line paid(Line line, int tokens) {
    return seen -> {
      spending
          .reserve(new ModelCall(name(), model(), Usage.of(0, 2L * tokens)))
          .settle(Usage.of(0, tokens));
      return line.decide(seen);
    };
  }

  public ScriptedBackend act(String reason, Action... actions) {
    return then(seen -> new Decision.Act(List.of(actions), reason));
  }

  public ScriptedBackend finish(String answer) {
    return then(seen -> new Decision.Finish(answer));
  }

  public ScriptedBackend giveUp(String reason) {
    return then(seen -> new Decision.GiveUp(reason));
  }

  public ScriptedBackend ask(String question) {
    return then(seen -> new Decision.AskForApproval(question));
  }

  public ScriptedBackend need(String help) {
    return then(seen -> new Decision.AskPerson(help));
  }

  /** Makes a call before the next line that takes so many output tokens. */
  public synchronized ScriptedBackend spend(int tokens) {
    pendingTokens = tokens;
    return this;
  }

  /** Thinks until it is interrupted. */
  public ScriptedBackend think() {
    return then(
        seen -> {
          waiting.countDown();
          new CountDownLatch(1).await();
          throw new IllegalStateException("nobody counts down");
        });
  }

  /** Refuses goals that hold these words. */
  public synchronized ScriptedBackend refuse(String words) {
    refused = words;
    return this;
  }

  /** Returns once a conversation thinks. */
  public void awaitThinking() throws InterruptedException {
    waiting.await();
  }

  /** What was shown, in order. */
  public synchronized List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** What was begun, in order. */
  public synchronized List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  /** How many conversations were begun and not closed. */
  public int open() {
    return open.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String model() {
    return "none";
  }

  @Override
  public synchronized Conversation begin(Assignment assignment) {
    if (!refused.isEmpty() && assignment.goal().text().contains(refused)) {
      throw new GoalNotUnderstood(refused, "“" + refused + "” is not understood");
    }
    open.incrementAndGet();
    spending = assignment.spending();
    assignments.add(assignment);
    return new Reading();
  }

  private synchronized Line next(Observation observation) {
    observations.add(observation);
    Line line = script.poll();
    return line == null ? seen -> new Decision.Finish("done") : line;
  }

  /** Reads the script line by line. */
  private final class Reading implements Conversation {
    private boolean closed;

    @Override
    public String backend() {
      return name;
    }

    @Override
    public Decision decide(Observation observation) throws InterruptedException {
      return next(observation).decide(observation);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
