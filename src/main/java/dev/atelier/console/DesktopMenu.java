package dev.atelier.console;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done with a desktop as a whole: rename, dress, save, pause and delete it. */
final class DesktopMenu extends MenuBar {
  private static final long serialVersionUID = 1L;

  private final transient Sessions sessions;
  private final transient Errands errands;
  private final transient Dialogs dialogs;
  private final String id;
  private final MenuItem pause;
  private final MenuItem wake;
  private final boolean operates;

  DesktopMenu(Sessions sessions, Errands errands, Dialogs dialogs, Session session) {
    this.sessions = sessions;
    this.errands = errands;
    this.dialogs = dialogs;
    this.id = session.id();
    addClassName("desktop-menu");
    addThemeVariants(MenuBarVariant.LUMO_TERTIARY_INLINE, MenuBarVariant.LUMO_ICON);
    MenuItem more = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
    more.setAriaLabel(getTranslation("menu.more", session.label()));
    SubMenu items = more.getSubMenu();
    operates = Visitor.may(Role.OPERATOR);
    MenuItem rename = items.addItem(getTranslation("menu.rename"), event -> rename());
    MenuItem look = items.addItem(getTranslation("menu.look"), event -> changeLook());
    MenuItem share = items.addItem(getTranslation("menu.share"), event -> share());
    items.addItem(getTranslation("menu.snapshots"), event -> showSnapshots());
    pause =
        items.addItem(
            getTranslation("menu.pause"), event -> attempt(actor -> sessions.pause(id, actor)));
    wake =
        items.addItem(
            getTranslation("menu.wake"), event -> attempt(actor -> sessions.resume(id, actor)));
    MenuItem delete = items.addItem(getTranslation("menu.delete"), event -> delete());
    delete.addClassName("destructive");
    Stream.of(rename, look, share, delete).forEach(item -> item.setVisible(operates));
    show(session);
  }

  /** Offers what makes sense as the desktop stands. */
  void show(Session session) {
    pause.setVisible(operates && session.status() == SessionStatus.READY);
    wake.setVisible(
        operates
            && session.status() != SessionStatus.READY
            && session.status() != SessionStatus.STARTING);
  }

  private void share() {
    dialogs.share(sessions.get(id));
  }

  private void showSnapshots() {
    Visitor.looking(id);
    dialogs.snapshots(sessions.get(id));
  }

  private void rename() {
    new RenameDialog(
            sessions.get(id).label(), label -> attempt(actor -> sessions.rename(id, label, actor)))
        .open();
  }

  private void changeLook() {
    Session session = sessions.get(id);
    new LookDialog(
            session.label(),
            session.look(),
            look -> attempt(actor -> sessions.dress(id, present -> look, actor)))
        .open();
  }

  private void delete() {
    Visitor.looking(id);
    dialogs.delete(this, sessions.get(id));
  }

  /** Engines take their time; what comes of it is pushed to whoever looks. */
  private void attempt(Consumer<String> work) {
    String actor = Visitor.acting(Role.OPERATOR, id);
    errands.run(this, () -> work.accept(actor), () -> {}, Mishaps::show);
  }
}
