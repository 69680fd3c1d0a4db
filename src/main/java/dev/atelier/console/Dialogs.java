package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.identity.Tickets;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.Recipes;
import dev.atelier.session.Capacity;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.task.Reruns;
import dev.atelier.task.Task;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens the dialogs that several views share and that know other rooms. */
@Dependent
public class Dialogs {
  private static final int MOST_RECIPES = 500;

  private final Sessions sessions;
  private final Snapshots snapshots;
  private final Capacity capacity;
  private final Tasks tasks;
  private final Reruns reruns;
  private final Recipes recipes;
  private final Tickets tickets;
  private final Newsroom newsroom;
  private final Errands errands;

  @Inject
  Dialogs(
      Sessions sessions,
      Snapshots snapshots,
      Capacity capacity,
      Tasks tasks,
      Reruns reruns,
      Recipes recipes,
      Tickets tickets,
      Newsroom newsroom,
      BackgroundWork background) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.capacity = capacity;
    this.tasks = tasks;
    this.reruns = reruns;
    this.recipes = recipes;
    this.tickets = tickets;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
  }

  void newDesktop() {
    newDesktop(Optional.empty());
  }

  /** Made from that snapshot to begin with. */
  void newDesktop(Optional<Snapshot> from) {
    if (!Visitor.mayMake()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
    new NewDesktopDialog(sessions, snapshots, capacity, newsroom, errands, from).open();
  }

  /** Asks whether a desktop may go, and offers to save it before. */
  void delete(Component asker, Session session) {
    boolean savable = session.everReady() && snapshots.canTake(session);
    new DeleteDialog(
            session.label(), Visitor.may(Role.ADMIN), savable, wish -> delete(asker, session, wish))
        .open();
  }

  private void delete(Component asker, Session session, DeleteDialog.Wish wish) {
    Locale locale = UI.getCurrent().getLocale();
    String actor = Visitor.acting(wish.forGood() ? Role.ADMIN : Role.OPERATOR, session.id());
    if (wish.saveFirst()) {
      Mishaps.show(Texts.text("delete.saving", locale, session.label()));
    }
    errands.run(
        asker,
        () -> {
          if (wish.saveFirst()) {
            snapshots.take(session.id(), Texts.text("delete.note", locale), actor);
          }
          sessions.delete(session.id(), wish.forGood(), actor);
        },
        () -> {},
        why -> Mishaps.show(wish.saveFirst() ? why + " " + unsaved(locale) : why));
  }

  private static String unsaved(Locale locale) {
    return Texts.text("delete.unsaved", locale);
  }

  /** On one of the desktops of whoever asks. */
  void runRecipe(Recipe recipe) {
    Caller caller = Visitor.caller(Role.OPERATOR);
    new RunRecipeDialog(recipes, tasks, List.of(recipe), desktops(caller)).open();
  }

  /** A goal once more, on one of the desktops of whoever asks. */
  void runAgain(Task task) {
    new RerunDialog(reruns, errands, task, desktops(Visitor.caller(Role.OPERATOR))).open();
  }

  /** One of all recipes, on that desktop. */
  void runRecipe(Session session) {
    List<Recipe> all =
        recipes.seenBy(Visitor.caller(Role.OPERATOR), Optional.empty(), MOST_RECIPES);
    if (all.isEmpty()) {
      Mishaps.show(Texts.text("recipes.none", UI.getCurrent().getLocale()));
      return;
    }
    new RunRecipeDialog(recipes, tasks, all, List.of(session)).open();
  }

  /** Links to a desktop, for those who may let others in. */
  void share(Session session) {
    var unused = Visitor.acting(Role.OPERATOR, session.id());
    new ShareDialog(tickets, session).open();
  }

  private List<Session> desktops(Caller caller) {
    return sessions.all().stream().filter(session -> caller.sees(session.id())).toList();
  }

  void snapshots(Session session) {
    new SnapshotsDialog(
            session,
            snapshots,
            tasks,
            newsroom,
            errands,
            snapshot -> newDesktop(Optional.of(snapshot)))
        .open();
  }
}
