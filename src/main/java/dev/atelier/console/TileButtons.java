package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import java.util.function.Consumer;

/** What can be done with a desktop right on the wall: start, pause, drive. */
final class TileButtons extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Errands errands;
  private final String id;
  private final boolean operates;
  private final Button pause;
  private final Button wake;
  private final Button take;

  TileButtons(Sessions sessions, Errands errands, Session session) {
    this.errands = errands;
    this.id = session.id();
    this.operates = Visitor.may(Role.OPERATOR);
    addClassName("deeds");
    pause =
        button(
            "menu.pause",
            VaadinIcon.PAUSE,
            "pause",
            () -> attempt(actor -> sessions.pause(id, actor)));
    wake =
        button(
            "menu.wake",
            VaadinIcon.PLAY,
            "wake",
            () -> attempt(actor -> sessions.resume(id, actor)));
    take = button("tile.take", VaadinIcon.HAND, "take", this::takeControl);
    add(pause, wake, take);
  }

  private Button button(String key, VaadinIcon icon, String className, Runnable act) {
    Button button = new Button(getTranslation(key), icon.create(), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    return button;
  }

  /** Offers what makes sense as the desktop stands. */
  void show(Session session, Activity activity) {
    boolean ready = session.status() == SessionStatus.READY;
    pause.setVisible(operates && ready);
    wake.setVisible(operates && !ready && session.status() != SessionStatus.STARTING);
    take.setVisible(operates && ready && activity != Activity.YOU_DRIVE);
    for (Button button : new Button[] {pause, wake, take}) {
      button.setAriaLabel(getTranslation("tile.deed", button.getText(), session.label()));
    }
  }

  private void takeControl() {
    getUI().ifPresent(ui -> Taking.begin(ui, id));
  }

  private void attempt(Consumer<String> work) {
    String actor = Visitor.acting(Role.OPERATOR, id);
    errands.run(this, () -> work.accept(actor), () -> {}, Mishaps::show);
  }
}
