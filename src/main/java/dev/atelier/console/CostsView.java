package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.cost.Budget;
import dev.atelier.cost.Caps;
import dev.atelier.cost.Costs;
import dev.atelier.cost.Period;
import dev.atelier.cost.Sum;
import dev.atelier.task.TaskChanged;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What was spent on models, on what, and what may be. */
@Dependent
@Route(value = "costs", layout = ConsoleLayout.class)
@StyleSheet("context://assets/costs.css")
public class CostsView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ROWS = 20;
  private static final Logger LOG = Logger.getLogger(CostsView.class.getName());
  private static final Duration PACE = Duration.ofSeconds(2);

  private final transient Costs costs;
  private final transient Caps caps;
  private final transient Budget budget;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final transient Paced news;
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
  private int asked;

  @Inject
  public CostsView(
      Costs costs, Caps caps, Budget budget, Newsroom newsroom, BackgroundWork background) {
    this.costs = costs;
    this.caps = caps;
    this.budget = budget;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
    this.news = new Paced(PACE, background::later, this::refreshSoon);
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

  /** Each call of a model says so: a page that is busy with that would be of no use. */
  @Override
  public void moneyChanged() {
    news.ask();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    news.ask();
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void refreshSoon() {
    try {
      getUI().ifPresent(ui -> ui.access(this::refresh));
    } catch (UIDetachedException closed) {
      LOG.log(Level.FINE, "the page was closed meanwhile", closed);
    }
  }

  private void refresh() {
    Optional<Period> period = picker.period(budget.today());
    if (period.isPresent()) {
      Visitor.loggedIn().ifPresent(who -> lookUp(who, period.get()));
    }
  }

  private void lookUp(Caller who, Period period) {
    int number = ++asked;
    errands.fetch(
        this,
        () -> CostFigures.of(costs, caps, budget, who, period, MOST_ROWS + 1),
        found -> show(number, who, found),
        Mishaps::show);
  }

  /** What was asked for before is not shown after what was asked for since. */
  private void show(int number, Caller who, CostFigures found) {
    if (number == asked) {
      show(who, found);
    }
  }

  private void show(Caller who, CostFigures found) {
    Optional<BigDecimal> cap =
        who.seesAll() ? Optional.of(found.caps().perDay()) : Optional.empty();
    Optional<BigDecimal> each = found.caps().desktop().usd();
    summary.show(found.today(), found.thisMonth(), cap, each, found.capReachedAt());
    Period period = found.period();
    export.setHref("/costs/export.csv?from=" + period.from() + "&until=" + period.until());
    nothing.setVisible(found.tasks().isEmpty());
    tables.setVisible(!found.tasks().isEmpty());
    chart.setVisible(found.hasChart());
    chart.show(found.drawn(), found.days(), cap.map(SpendLine::usd));
    desktops.show(found.desktops(), MOST_ROWS, found.isOfOneDay() ? each : Optional.empty());
    people.show(found.people(), MOST_ROWS, Optional.empty());
    models.show(found.models(), MOST_ROWS, Optional.empty());
    tasks.show(found.tasks(), MOST_ROWS, Optional.empty());
  }

  @Override
  public String getPageTitle() {
    return getTranslation("costs.page");
  }
}
