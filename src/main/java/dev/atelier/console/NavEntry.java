package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.Role;
import java.util.Locale;

/** A page that the menu leads to: one line each, in the order in which they stand there. */
enum NavEntry {
  DESKTOPS(WallView.class, "wall.title", VaadinIcon.DESKTOP, Role.VIEWER, "desktops"),
  TASKS(TasksView.class, "tasks.title", VaadinIcon.TASKS, Role.VIEWER),
  SNAPSHOTS(SnapshotsView.class, "tree.title", VaadinIcon.ARCHIVE, Role.VIEWER),
  RECIPES(RecipesView.class, "recipes.title", VaadinIcon.NOTEBOOK, Role.VIEWER, "recipes"),
  SCHEDULES(SchedulesView.class, "schedules.title", VaadinIcon.CALENDAR_CLOCK, Role.VIEWER),
  COSTS(CostsView.class, "costs.title", VaadinIcon.WALLET, Role.VIEWER),
  AUDIT(AuditView.class, "audit.title", VaadinIcon.CLIPBOARD_TEXT, Role.VIEWER),
  SECRETS(SecretsView.class, "secrets.title", VaadinIcon.LOCK, Role.ADMIN),
  ACCESS(AccessView.class, "access.title", VaadinIcon.USERS, Role.ADMIN),
  SYSTEM(SystemView.class, "system.title", VaadinIcon.COGS, Role.VIEWER);

  private final Class<? extends Component> view;
  private final String titleKey;
  private final VaadinIcon icon;
  private final Role needed;
  private final String below;

  NavEntry(Class<? extends Component> view, String titleKey, VaadinIcon icon, Role needed) {
    this(view, titleKey, icon, needed, "");
  }

  /**
   * @param below how the addresses of pages begin that belong to it; empty where none do
   */
  NavEntry(
      Class<? extends Component> view,
      String titleKey,
      VaadinIcon icon,
      Role needed,
      String below) {
    this.view = view;
    this.titleKey = titleKey;
    this.icon = icon;
    this.needed = needed;
    this.below = below;
  }

  Class<? extends Component> view() {
    return view;
  }

  String titleKey() {
    return titleKey;
  }

  VaadinIcon icon() {
    return icon;
  }

  /** Its name in style sheets and tests. */
  String id() {
    return "to-" + name().toLowerCase(Locale.ROOT);
  }

  /** The least that somebody may who is led there. */
  Role needed() {
    return needed;
  }

  /** Whether somebody at that address is on a page that belongs to this one. */
  boolean leadsTo(String firstSegment) {
    return !below.isEmpty() && below.equals(firstSegment);
  }
}
