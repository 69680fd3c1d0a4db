package dev.atelier.console;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;

/** What can be done with a desktop as a whole: rename, dress, save, pause and delete it. */
final class DesktopMenu extends MenuBar {
  private static final long serialVersionUID = 1L;

  private final transient Sessions sessions;
  private final transient Errands errands;
  private final transient Dialogs dialogs;
  private final String id;
  private final MenuItem pause;
  private final MenuItem wake;

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
    items.addItem(getTranslation("menu.rename"), event -> rename());
    items.addItem(getTranslation("menu.look"), event -> changeLook());
    items.addItem(getTranslation("menu.snapshots"), event -> showSnapshots());
    pause =
        items.addItem(
            getTranslation("menu.pause"), event -> attempt(() -> sessions.pause(id, "console")));
    wake = items.addItem(getTranslation("menu.wake"), event -> attempt(() -> sessions.resume(id)));
    MenuItem delete = items.addItem(getTranslation("menu.delete"), event -> delete());
    delete.addClassName("destructive");
    show(session);
  }

  /** Offers what makes sense as the desktop stands. */
  void show(Session session) {
    pause.setVisible(session.status() == SessionStatus.READY);
    wake.setVisible(
        session.status() != SessionStatus.READY && session.status() != SessionStatus.STARTING);
  }

  private void showSnapshots() {
    dialogs.snapshots(sessions.get(id));
  }

  private void rename() {
    new RenameDialog(
            sessions.get(id).label(), label -> attempt(() -> sessions.rename(id, label, "console")))
        .open();
  }

  private void changeLook() {
    Session session = sessions.get(id);
    new LookDialog(
            session.label(),
            session.look(),
            look -> attempt(() -> sessions.dress(id, look, "console")))
        .open();
  }

  private void delete() {
    new DeleteDialog(
            sessions.get(id).label(), purge -> attempt(() -> sessions.delete(id, purge, "console")))
        .open();
  }

  /** Engines take their time; what comes of it is pushed to whoever looks. */
  private void attempt(Runnable work) {
    errands.run(this, work, () -> {}, Mishaps::show);
  }
}
