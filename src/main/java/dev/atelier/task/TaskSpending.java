package dev.atelier.task;

import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Spending;
import dev.atelier.vision.Usage;

/**
 * The money of the task at work, for its conversation. Cancelling the task never interrupts a
 * booking. Used by the task's thread.
 */
final class TaskSpending implements Spending {
  private final TaskAccounts accounts;
  private final RunningTask control;

  TaskSpending(TaskAccounts accounts, RunningTask control) {
    this.accounts = accounts;
    this.control = control;
  }

  @Override
  public Reservation reserve(ModelCall call) throws InterruptedException {
    control.awaitTurn();
    return new Undisturbed(control.undisturbed(() -> accounts.reserve(control.present(), call)));
  }

  /** A reservation that is closed whole. */
  private final class Undisturbed implements Reservation {
    private final Reservation reservation;

    Undisturbed(Reservation reservation) {
      this.reservation = reservation;
    }

    @Override
    public void settle(Usage used) {
      control.undisturbed(() -> reservation.settle(used));
    }

    @Override
    public void release() {
      control.undisturbed(reservation::release);
    }

    @Override
    public void chargeInFull() {
      control.undisturbed(reservation::chargeInFull);
    }
  }
}
