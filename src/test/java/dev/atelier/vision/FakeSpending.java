package dev.atelier.vision;

import java.util.ArrayList;
import java.util.List;

/** Money without end, or none at all; remembers how each call was booked. */
public final class FakeSpending implements Spending {
  private final List<ModelCall> calls = new ArrayList<>();
  private final List<Usage> settled = new ArrayList<>();
  private final List<String> endings = new ArrayList<>();
  private RuntimeException refusal;

  /** From now on nothing may be spent, for this reason. */
  public void refuse(RuntimeException why) {
    refusal = why;
  }

  @Override
  public Reservation reserve(ModelCall call) {
    if (refusal != null) {
      throw refusal;
    }
    calls.add(call);
    int number = calls.size() - 1;
    endings.add("open");
    return new Reservation() {
      @Override
      public void settle(Usage used) {
        settled.add(used);
        end(number, "settled");
      }

      @Override
      public void release() {
        end(number, "released");
      }

      @Override
      public void chargeInFull() {
        end(number, "charged in full");
      }
    };
  }

  private void end(int number, String how) {
    if (endings.get(number).equals("open")) {
      endings.set(number, how);
    }
  }

  /** The calls that were announced, in order. */
  public List<ModelCall> calls() {
    return List.copyOf(calls);
  }

  /** What the settled calls took, in order. */
  public List<Usage> settled() {
    return List.copyOf(settled);
  }

  /** How each call ended: {@code open, settled, released, charged in full}. */
  public List<String> endings() {
    return List.copyOf(endings);
  }
}
