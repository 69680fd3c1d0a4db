package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import dev.atelier.Caller;
import dev.atelier.cost.Budget;
import dev.atelier.cost.Costs;
import dev.atelier.cost.Period;
import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What was spent on models today, of what may be. */
final class SpendLine extends Span implements News {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal NEARLY = new BigDecimal("0.8");
  private static final int CENTS = 2;
  private static final int FINEST = 4;

  private final transient Budget budget;
  private final transient Costs costs;
  private final transient Newsroom newsroom;

  SpendLine(Budget budget, Costs costs, Newsroom newsroom) {
    this.budget = budget;
    this.costs = costs;
    this.newsroom = newsroom;
    setId("spend");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    show();
  }

  @Override
  public void stepTaken(StepTaken taken) {
    show();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    show();
  }

  @Override
  public void moneyChanged() {
    show();
  }

  /** Whoever sees some desktops only is told what was spent on those. */
  private void show() {
    Visitor.loggedIn().ifPresent(who -> show(who));
  }

  private void show(Caller who) {
    setTitle(getTranslation("spend.resets", budget.resetsAt()));
    if (who.seesAll()) {
      show(budget.spentToday(), budget.cap());
    } else {
      setText(getTranslation("spend.yours", usd(costs.total(Period.day(budget.today()), who))));
      setClassName("spend");
    }
  }

  private void show(BigDecimal spent, BigDecimal cap) {
    boolean reached = spent.compareTo(cap) >= 0;
    boolean nearly = spent.compareTo(cap.multiply(NEARLY)) >= 0;
    setText(getTranslation("spend.today", usd(spent), cap(cap)));
    setClassName(reached ? "spend reached" : nearly ? "spend nearly" : "spend");
  }

  /** As it is, down to a hundredth of a cent; never less than was spent. */
  static String exactly(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(FINEST, RoundingMode.UP).stripTrailingZeros();
    return "$" + rounded.setScale(Math.max(CENTS, rounded.scale())).toPlainString();
  }

  /** As {@link #exactly}, but never more than may be spent. */
  static String cap(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(FINEST, RoundingMode.DOWN).stripTrailingZeros();
    return "$" + rounded.setScale(Math.max(CENTS, rounded.scale())).toPlainString();
  }

  /** In cents, never less than was spent. */
  static String usd(BigDecimal amount) {
    return "$" + amount.setScale(CENTS, RoundingMode.UP).toPlainString();
  }
}
