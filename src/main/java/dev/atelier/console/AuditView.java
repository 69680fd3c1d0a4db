package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditSearch;
import dev.atelier.audit.Integrity;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is on record, newest first, in plain words. */
@Dependent
@Route(value = "audit", layout = ConsoleLayout.class)
@StyleSheet("context://assets/audit.css")
public class AuditView extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1L;
  private static final String ROW =
      """
      <div class="audit-row"><atelier-moment exact datetime="${item.at}"></atelier-moment>
      <span class="sentence">${item.sentence}</span></div>
      """;

  private final transient AuditSearch search;
  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Integrity integrity;
  private final transient AuditNews news;
  private final transient BackgroundWork background;
  private final Grid<AuditEntry> grid = new Grid<>();
  private final Button fresh = new Button();
  private final Div further = new Div();
  private final Div exports = new Div();
  private transient AuditFilters filters;
  private transient AuditSentences sentences;
  private transient AuditRows rows;
  private transient AuditFilter rights;
  private transient AuditNews.Reader reader;

  @Inject
  public AuditView(
      AuditSearch search,
      Sessions sessions,
      Tasks tasks,
      Integrity integrity,
      AuditNews news,
      BackgroundWork background) {
    this.search = search;
    this.sessions = sessions;
    this.tasks = tasks;
    this.integrity = integrity;
    this.news = news;
    this.background = background;
    addClassName("audit-view");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    removeAll();
    Caller caller = Visitor.caller(Role.VIEWER);
    List<Session> desktops =
        sessions.all().stream().filter(session -> caller.sees(session.id())).toList();
    Map<String, String> labels =
        desktops.stream().collect(Collectors.toMap(Session::id, Session::label));
    sentences = new AuditSentences(id -> labels.getOrDefault(id, ""), getLocale());
    AuditFilter all = AuditFilter.of(caller);
    filters = new AuditFilters(desktops, sentences::who, caller.name(), all.serversToo());
    filters.onChange(this::search);
    Div title = new Div(new H1(getTranslation("audit.title")), exports);
    title.addClassName("bar");
    exports.addClassName("downloads");
    add(title);
    if (all.serversToo()) {
      IntegrityLine line = new IntegrityLine(integrity, background, sentences::where);
      add(line);
      line.follow();
    }
    arrange();
    add(filters, announced(), grid, further);
    reader = news.follow(this, all, this::announce);
    search();
    TimeZones.ofBrowser(event.getUI(), filters::setZone);
  }

  private Div announced() {
    fresh.setId("audit-news");
    fresh.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    fresh.addClickListener(event -> search());
    Div place = new Div(fresh);
    place.addClassName("audit-news");
    place.getElement().setAttribute("aria-live", "polite");
    return place;
  }

  private void announce(int count) {
    fresh.setText(getTranslation("audit.news", count));
    fresh.setVisible(count > 0);
  }

  private void arrange() {
    grid.setId("audit-entries");
    grid.removeAllColumns();
    grid.addColumn(
            LitRenderer.<AuditEntry>of(ROW)
                .withProperty("at", entry -> entry.at().toString())
                .withProperty("sentence", sentences::sentence))
        .setHeader(getTranslation("audit.column"));
    grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT, GridVariant.LUMO_NO_BORDER);
    grid.setEmptyStateText(getTranslation("audit.none"));
    grid.getElement().setAttribute("aria-label", getTranslation("audit.title"));
    grid.asSingleSelect()
        .addValueChangeListener(
            event -> {
              if (event.isFromClient() && event.getValue() != null) {
                open(event.getValue());
              }
            });
  }

  private void search() {
    rights = AuditFilter.of(Visitor.caller(Role.VIEWER));
    AuditFilter filter = filters.narrow(rights);
    rows = new AuditRows(search, filter);
    reader.count(filter);
    announce(0);
    grid.setItems(query -> found(query.getOffset(), query.getLimit()));
    grid.getLazyDataView().setItemCountUnknown();
    exports.removeAll();
    exports.add(export(filter, "csv"), export(filter, "ndjson"));
  }

  /** The rights of whoever looks may be others than when the search began. */
  private Stream<AuditEntry> found(int offset, int limit) {
    AuditFilter now = AuditFilter.of(Visitor.caller(Role.VIEWER));
    if (!now.equals(rights)) {
      rights = now;
      rows = new AuditRows(search, filters.narrow(now));
    }
    List<AuditEntry> found = rows.rows(offset, limit);
    showFurther();
    return found.stream();
  }

  private void showFurther() {
    further.removeAll();
    further.setId("audit-further");
    further.addClassName("audit-further");
    rows.lookedBackTo()
        .ifPresent(
            moment -> {
              Button more = new Button(getTranslation("audit.further"), event -> searchFurther());
              more.setId("search-further");
              further.add(new Span(getTranslation("audit.lookedBack")), Moment.exact(moment), more);
            });
  }

  private void searchFurther() {
    rows.searchFurther();
    grid.getLazyDataView().setItemCountUnknown();
    grid.getDataProvider().refreshAll();
  }

  private Anchor export(AuditFilter filter, String format) {
    Anchor anchor = new Anchor(AuditFilters.address(filter, format), "");
    anchor.add(VaadinIcon.DOWNLOAD.create(), new Span(getTranslation("audit.export." + format)));
    anchor.setId("export-" + format);
    anchor.getElement().setAttribute("download", true);
    anchor.setRouterIgnore(true);
    return anchor;
  }

  private void open(AuditEntry entry) {
    grid.deselectAll();
    if (!AuditFilter.of(Visitor.caller(Role.VIEWER)).serversToo()) {
      Visitor.looking(entry.chain());
    }
    AuditDetail detail = new AuditDetail(entry, sentences);
    entry.taskId().ifPresent(task -> tell(detail, entry, task));
    detail.open();
  }

  /** Of a desktop that is gone for good nothing but the record is left. */
  private void tell(AuditDetail detail, AuditEntry entry, String taskId) {
    try {
      Task task = tasks.get(entry.chain(), taskId);
      var unused =
          detail.of(
              task,
              tasks
                  .step(taskId, entry.step())
                  .filter(step -> step.picture().isPresent())
                  .map(Step::number));
    } catch (UnknownTask gone) {
      // The entry says what there is to say.
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("audit.page");
  }
}
