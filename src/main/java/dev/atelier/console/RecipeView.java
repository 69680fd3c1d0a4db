package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveEvent.ContinueNavigationAction;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.RecipeLines;
import dev.atelier.recipe.Recipes;
import dev.atelier.recipe.UnknownRecipe;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recipe as it is written, with what it becomes beside it. */
@Dependent
@Route(value = "recipes/:id", layout = ConsoleLayout.class)
@StyleSheet("context://assets/recipe.css")
public class RecipeView extends Div
    implements HasDynamicTitle, BeforeEnterObserver, AfterNavigationObserver, BeforeLeaveObserver {
  private static final long serialVersionUID = 1L;
  private static final String ID = "id";
  private static final String NEW = "new";
  private static final String COPY = "copy";
  private static final String TASK = "task";

  private final transient Recipes recipes;
  private final transient RecipeProposals proposals;
  private final transient RecipeLines lines;
  private final transient VisionBackends backends;
  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final UnsavedWork unsaved = new UnsavedWork();
  private transient Optional<Recipe> known = Optional.empty();
  private transient Optional<Task> source = Optional.empty();
  private String title = "";
  private RecipeForm form;
  private RecipePreview preview;

  @Inject
  public RecipeView(
      Recipes recipes,
      RecipeProposals proposals,
      RecipeLines lines,
      VisionBackends backends,
      Sessions sessions,
      Tasks tasks,
      Newsroom newsroom,
      BackgroundWork background) {
    this.recipes = recipes;
    this.proposals = proposals;
    this.lines = lines;
    this.backends = backends;
    this.sessions = sessions;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
    addClassName("recipe-view");
  }

  /** Where a recipe is looked at and changed. */
  static RouteParameters of(Recipe recipe) {
    return new RouteParameters(ID, recipe.id());
  }

  /** Opens the page for a new one. */
  static void write() {
    open(NEW, QueryParameters.empty());
  }

  /** Opens it with what a task did. */
  static void writeFrom(Task task) {
    open(NEW, QueryParameters.of(TASK, task.id()));
  }

  private static void open(String id, QueryParameters more) {
    UI.getCurrent().navigate(RecipeView.class, new RouteParameters(ID, id), more);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String id = event.getRouteParameters().get(ID).orElse(NEW);
    QueryParameters more = event.getLocation().getQueryParameters();
    Caller caller = Visitor.caller(Role.VIEWER);
    removeAll();
    known = Optional.empty();
    source = Optional.empty();
    if (id.equals(NEW) && !caller.may(Role.OPERATOR)) {
      event.forwardTo(RecipesView.class);
      return;
    }
    try {
      if (id.equals(NEW)) {
        source = more.getSingleParameter(TASK).flatMap(tasks::find).filter(RecipeView::isSeen);
        Optional<Recipe> copied = more.getSingleParameter(COPY).map(of -> recipes.get(of, caller));
        build(copied.map(this::copyOf), caller);
      } else {
        known = Optional.of(recipes.get(id, caller));
        build(known.map(Recipe::draft), caller);
      }
    } catch (UnknownRecipe gone) {
      showGone();
    }
  }

  private static boolean isSeen(Task task) {
    return Visitor.sees(task.sessionId());
  }

  private RecipeDraft copyOf(Recipe recipe) {
    return proposals.copy(recipe.draft(), getTranslation("recipe.copyOf", recipe.draft().name()));
  }

  private void showGone() {
    title = getTranslation("recipe.gone");
    Paragraph next = new Paragraph(getTranslation("recipe.gone.next"));
    next.setId("recipe-gone");
    add(new H1(title), next, back());
    unsaved.nothing();
  }

  private static RouterLink back() {
    RouterLink back = new RouterLink("", RecipesView.class);
    back.setText(back.getTranslation("recipes.title"));
    back.addClassName("back");
    return back;
  }

  private void build(Optional<RecipeDraft> draft, Caller caller) {
    boolean writable = known.map(recipe -> recipe.isChangedBy(caller)).orElse(true);
    title = getTranslation("recipe.new");
    form = new RecipeForm(List.copyOf(backends.names()), this::changed);
    preview = new RecipePreview(recipes, lines, this::exampleChanged);
    draft.ifPresent(form::fill);
    known.ifPresent(recipe -> title = recipe.draft().name());
    Div left = new Div(form, buttons(writable, caller));
    Div right = new Div(preview);
    if (!writable) {
      form.readOnly();
      left.addComponentAsFirst(readOnlyNote());
    }
    if (caller.may(Role.OPERATOR)) {
      right.add(new TrialRun(tasks, newsroom, desktops(caller), this::trial));
    }
    Div columns = new Div(left, right);
    columns.addClassName("columns");
    add(back(), new H1(title), columns);
    showPreview(draft.map(RecipeDraft::example).orElse(Map.of()));
    unsaved.watch(writable ? this::held : List::of);
  }

  private List<Session> desktops(Caller caller) {
    return sessions.all().stream().filter(session -> caller.sees(session.id())).toList();
  }

  private Paragraph readOnlyNote() {
    Paragraph note = new Paragraph(getTranslation("recipe.readOnly"));
    note.setId("recipe-read-only");
    return note;
  }

  private Div buttons(boolean writable, Caller caller) {
    Div buttons = new Div();
    buttons.addClassName("buttons");
    if (writable) {
      Button save = new Button(getTranslation("recipe.save"), event -> trySave());
      save.setId("save-recipe");
      save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
      buttons.add(save);
    }
    if (known.isPresent() && caller.may(Role.OPERATOR)) {
      QueryParameters copied = QueryParameters.of(COPY, known.get().id());
      Button copy = new Button(getTranslation("recipe.copy"), event -> open(NEW, copied));
      copy.setId("copy-recipe");
      buttons.add(copy);
    }
    return buttons;
  }

  /** Reads again what a task saw, which takes a moment, and proposes its steps. */
  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    source.ifPresent(
        task -> {
          Mishaps.show(getTranslation("recipe.writing"));
          errands.fetch(this, () -> proposals.of(task), this::propose, Mishaps::show);
        });
    source = Optional.empty();
  }

  private void propose(RecipeDraft draft) {
    form.fill(draft);
    showPreview(Map.of());
    unsaved.watch(this::held);
  }

  private List<Object> held() {
    return List.of(form.held(), preview.values());
  }

  private void changed() {
    form.accept();
    showPreview(Map.of());
    unsaved.look();
  }

  private void exampleChanged() {
    showPreview(Map.of());
    unsaved.look();
  }

  /** Of a goal that is whole already; while one is still being written, that of before stays. */
  private void showPreview(Map<String, String> example) {
    if (form.isBlank()) {
      preview.clear();
      return;
    }
    try {
      preview.show(form.nameless(), example);
    } catch (InvalidField notYet) {
      form.refuse(notYet);
    }
  }

  private TaskRequest trial() {
    return recipes.trial(form.nameless(), preview.values());
  }

  private void trySave() {
    form.accept();
    try {
      RecipeDraft draft = form.draft(preview.values());
      Caller caller = Visitor.caller(Role.OPERATOR);
      var saved =
          known.isPresent()
              ? recipes.change(known.get().id(), draft, caller)
              : recipes.add(draft, caller);
      unsaved.nothing();
      UI.getCurrent().navigate(RecipesView.class);
      Mishaps.show(getTranslation("recipe.saved", saved.draft().name()));
    } catch (InvalidField wrong) {
      form.refuse(wrong);
    }
  }

  @Override
  public void beforeLeave(BeforeLeaveEvent event) {
    if (!unsaved.isThere()) {
      return;
    }
    ContinueNavigationAction leaving = event.postpone();
    new Confirmation(
            getTranslation("unsaved.title"),
            getTranslation("unsaved.consequence", title),
            getTranslation("unsaved.leave"),
            () -> {
              unsaved.nothing();
              leaving.proceed();
            })
        .destructive()
        .otherwise(leaving::cancel)
        .open();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("recipe.page", title);
  }
}
