package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.cost.Budget;
import dev.atelier.cost.By;
import dev.atelier.cost.Caps;
import dev.atelier.cost.Costs;
import dev.atelier.cost.DailyCaps;
import dev.atelier.cost.Period;
import dev.atelier.cost.Sum;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What was spent on models, on what, and what may be. */
@Dependent
@Route(value = "costs", layout = ConsoleLayout.class)
@StyleSheet("context://assets/costs.css")
public class CostsView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ROWS = 20;
  private static final int DAYS_BESIDE_TODAY = 14;

  private final transient Costs costs;
  private final transient Caps caps;
  private final transient Budget budget;
  private final transient Newsroom newsroom;
  private final SpendSummary summary;
  private final PeriodPicker picker;
  private final Anchor export = new Anchor();
  private final Paragraph nothing;
  private final SpendChart chart = new SpendChart();
  private final Div tables = new Div();
  private final SpendTable desktops =
      new SpendTable(
          "by-desktop",
          "costs.byDesktop",
          sum -> sum.name().orElseGet(() -> getTranslation("costs.goneDesktop")));
  private final SpendTable people =
      new SpendTable(
          "by-person",
          "costs.byPerson",
          sum -> sum.key().isEmpty() ? getTranslation("costs.notRecorded") : sum.key());
  private final SpendTable models = new SpendTable("by-model", "costs.byModel", this::model);
  private final SpendTable tasks =
      new SpendTable("by-task", "costs.byTask", sum -> sum.name().orElseGet(sum::key));

  @Inject
  public CostsView(Costs costs, Caps caps, Budget budget, Newsroom newsroom) {
    this.costs = costs;
    this.caps = caps;
    this.budget = budget;
    this.newsroom = newsroom;
    addClassName("costs-view");
    summary = new SpendSummary(budget.zone());
    picker = new PeriodPicker(budget.today(), this::refresh);
    nothing = new Paragraph(getTranslation("costs.nothing"));
    nothing.setId("nothing-spent");
    tables.addClassName("tables");
    tables.add(desktops, people, models, tasks);
    add(bar(), summary, picker, nothing, chart, tables);
  }

  private Div bar() {
    Button change =
        new Button(getTranslation("costs.cap.change"), event -> new CapDialog(caps).open());
    change.setId("change-cap");
    change.setVisible(
        Visitor.loggedIn().filter(who -> who.may(Role.ADMIN) && who.seesAll()).isPresent());
    export.setText(getTranslation("costs.export"));
    export.setId("export-costs");
    export.setRouterIgnore(true);
    export.getElement().setAttribute("download", true);
    Div actions = new Div(export, change);
    actions.addClassName("buttons");
    Div bar = new Div(new H1(getTranslation("costs.title")), actions);
    bar.addClassName("bar");
    return bar;
  }

  private String model(Sum sum) {
    String[] parts = sum.key().split("/", 2);
    return getTranslation("costs.model", parts[1], parts[0]);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    refresh();
  }

  @Override
  public void moneyChanged() {
    refresh();
  }

  private void refresh() {
    Optional<Caller> visitor = Visitor.loggedIn();
    LocalDate today = budget.today();
    visitor.ifPresent(
        who -> {
          DailyCaps now = caps.now();
          showSummary(who, today, now);
          picker.period(today).ifPresent(period -> show(who, period, today, now));
        });
  }

  private void showSummary(Caller who, LocalDate today, DailyCaps now) {
    summary.show(
        costs.total(Period.day(today), who),
        costs.total(Period.monthTo(today), who),
        who.seesAll() ? Optional.of(now.perDay()) : Optional.empty(),
        now.desktop().usd(),
        costs.capReachedAt(who));
  }

  private void show(Caller who, Period period, LocalDate today, DailyCaps now) {
    boolean onlyToday = period.equals(Period.day(today));
    export.setHref("/costs/export.csv?from=" + period.from() + "&until=" + period.until());
    boolean any = !costs.sums(By.TASK, period, who, 1).isEmpty();
    nothing.setVisible(!any);
    tables.setVisible(any);
    Period drawn = onlyToday ? Period.lastDays(DAYS_BESIDE_TODAY, today) : period;
    chart.setVisible(costs.total(drawn, who).signum() > 0);
    chart.show(
        drawn,
        costs.sums(By.DAY, drawn, who, Period.MOST_DAYS),
        who.seesAll() ? Optional.of(SpendLine.usd(now.perDay())) : Optional.empty());
    Optional<BigDecimal> each = onlyToday ? now.desktop().usd() : Optional.empty();
    desktops.show(sums(By.DESKTOP, period, who), MOST_ROWS, each);
    people.show(sums(By.PERSON, period, who), MOST_ROWS, Optional.empty());
    models.show(sums(By.MODEL, period, who), MOST_ROWS, Optional.empty());
    tasks.show(sums(By.TASK, period, who), MOST_ROWS, Optional.empty());
  }

  private List<Sum> sums(By by, Period period, Caller who) {
    return costs.sums(by, period, who, MOST_ROWS + 1);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("costs.page");
  }
}
