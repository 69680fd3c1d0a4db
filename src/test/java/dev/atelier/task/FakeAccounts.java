package dev.atelier.task;

import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Books in which every output token costs one dollar. Thread-safe. */
public final class FakeAccounts implements TaskAccounts {
  private final Map<String, BigDecimal> spent = new HashMap<>();
  private final Set<String> unsettled = new HashSet<>();
  private final Set<String> charged = new HashSet<>();
  private RuntimeException refusal;

  /** From now on nothing may be spent, for this reason; {@code null} lifts that. */
  public synchronized void refuse(RuntimeException why) {
    refusal = why;
  }

  @Override
  public synchronized void requireRoom(Task task, Usage firstCall) {
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public synchronized Spending.Reservation reserve(Task task, ModelCall call) {
    requireRoom(task, Usage.of(0, 0));
    book(task.id(), call.atMost().output());
    unsettled.add(task.id());
    return new Spending.Reservation() {
      @Override
      public void settle(Usage used) {
        book(task.id(), used.output() - call.atMost().output());
        unsettled.remove(task.id());
      }

      @Override
      public void release() {
        settle(Usage.of(0, 0));
      }

      @Override
      public void chargeInFull() {
        unsettled.remove(task.id());
      }
    };
  }

  private synchronized void book(String taskId, long usd) {
    spent.merge(taskId, BigDecimal.valueOf(usd), BigDecimal::add);
  }

  @Override
  public synchronized BigDecimal spentOn(String taskId) {
    return spent.getOrDefault(taskId, BigDecimal.ZERO);
  }

  @Override
  public synchronized BigDecimal spentTodayIn(String sessionId) {
    return spent.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public synchronized void chargeUnsettled() {
    charged.addAll(unsettled);
    unsettled.clear();
  }

  @Override
  public synchronized boolean presentCallChargedInFull(Task task) {
    return charged.contains(task.id());
  }
}
